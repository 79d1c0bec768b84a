package dev.concierge.resource.offer;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Places;
import dev.concierge.resource.price.Quote;
import dev.concierge.resource.tenant.TenantTransactions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/offers")
class OfferController {
    private final TenantTransactions tenants;
    private final Offers offers;
    private final SaveOffers save;

    OfferController(TenantTransactions tenants, Offers offers, SaveOffers save) {
        this.tenants = tenants;
        this.offers = offers;
        this.save = save;
    }

    @Audited
    @Operation(summary = "Add an offer of a location, on units that are there")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OfferView> add(
            @Valid @RequestBody CreateOffer body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        BusinessId business = Places.visible(body.businessId(), caller);
        SaveOffers.Added added = save.add(body, caller.subject(), key);
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(
                URI.create("/offers/" + business + "/" + added.offer().id()));
        if (added.replayed()) {
            answer.header("Idempotency-Replay", "true");
        }
        return answer.body(OfferView.of(added.offer()));
    }

    @Operation(summary = "List a business' offers; a guest sees those that can be booked")
    @GetMapping("/{business}")
    Page<OfferView> list(
            @PathVariable String business,
            @RequestParam(required = false) @Nullable String locationId,
            PageRequest page,
            Caller caller) {
        BusinessId id = Places.visible(business, caller);
        UUID after = page.after(Numbers::uuid);
        return Page.of(
                        tenants.read(
                                id, shard -> offers.page(shard, id, locationId, isGuest(caller), after, page.limit())),
                        page,
                        last -> Cursor.of(last.id()))
                .map(OfferView::of);
    }

    @Operation(summary = "Read an offer")
    @GetMapping("/{business}/{offer}")
    OfferView read(@PathVariable String business, @PathVariable UUID offer, Caller caller) {
        return OfferView.of(found(business, offer, caller));
    }

    @Audited
    @Operation(summary = "Replace an offer's terms; what is booked stays as it was booked")
    @PutMapping("/{business}/{offer}")
    OfferView change(
            @PathVariable String business,
            @PathVariable UUID offer,
            @Valid @RequestBody ChangeOffer body,
            Precondition precondition,
            Caller caller) {
        OfferId id = new OfferId(Places.visible(business, caller), offer);
        return OfferView.of(save.change(id, body, precondition));
    }

    @Audited
    @Operation(summary = "Take an offer away; what is booked stays booked")
    @DeleteMapping("/{business}/{offer}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String business, @PathVariable UUID offer, Precondition precondition, Caller caller) {
        save.remove(new OfferId(Places.visible(business, caller), offer), precondition);
    }

    @Operation(summary = "Say what a booking costs, and what the price is made of")
    @PostMapping("/{business}/{offer}/quote")
    Quote quote(
            @PathVariable String business, @PathVariable UUID offer, @Valid @RequestBody AskQuote body, Caller caller) {
        OfferTerms terms = found(business, offer, caller).terms();
        terms.checkParty("/party", body.party());
        return terms.price().quote(body.party(), terms.duration("/duration", body.duration()));
    }

    private Offer found(String business, UUID offer, Caller caller) {
        OfferId id = new OfferId(Places.visible(business, caller), offer);
        return tenants.read(id.business(), shard -> offers.find(shard, id))
                .filter(found -> !isGuest(caller) || found.terms().isActive())
                .orElseThrow(() -> new OfferNotFound(id));
    }

    private static boolean isGuest(Caller caller) {
        return caller.kind() == Caller.Kind.GUEST;
    }

    /**
     * What is to be booked.
     *
     * @param duration one of the offer's; its first unless given
     */
    record AskQuote(
            @Min(1) @Max(10_000) int party, @Nullable Duration duration) {}
}
