package dev.concierge.resource.directory;

import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Audited
@RequestMapping("/businesses")
class BusinessController {
    static final String MERGE_PATCH = "application/merge-patch+json";

    private final AddTenants addTenants;
    private final ChangeTenants changeTenants;
    private final Businesses businesses;
    private final Idempotency idempotency;
    private final Ids ids;

    BusinessController(
            AddTenants addTenants,
            ChangeTenants changeTenants,
            Businesses businesses,
            Idempotency idempotency,
            Ids ids) {
        this.addTenants = addTenants;
        this.changeTenants = changeTenants;
        this.businesses = businesses;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    @Operation(summary = "Add a business")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<BusinessView> add(
            @Valid @RequestBody CreateBusiness body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        BusinessId id = new BusinessId(body.businessId());
        ZoneId zone = Zones.parsed(body.zone());
        Tenants.of(caller).require(id);
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> {
            addTenants.add(id, body.name(), zone);
            return ids.next();
        });
        Business business = found(id);
        return ResponseEntity.created(URI.create("/businesses/" + id))
                .headers(answer.headers())
                .body(BusinessView.of(business));
    }

    @Operation(summary = "List the businesses the caller may see")
    @GetMapping
    Page<BusinessView> list(PageRequest page, Caller caller) {
        return Page.of(
                        page(Tenants.of(caller), page.after(Function.identity()), Limit.of(page.limit() + 1)),
                        page,
                        last -> Cursor.of(last.id()))
                .map(BusinessView::of);
    }

    @Operation(summary = "Read a business")
    @GetMapping("/{business}")
    BusinessView read(@PathVariable String business, Caller caller) {
        return BusinessView.of(found(visible(business, caller)));
    }

    @Operation(summary = "Rename, close or open a business, or change its time zone")
    @PatchMapping(
            path = "/{business}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
    BusinessView change(
            @PathVariable String business,
            @Valid @RequestBody ChangeTenant body,
            Precondition precondition,
            Caller caller) {
        return BusinessView.of(changeTenants.change(visible(business, caller), body, precondition));
    }

    @Operation(summary = "Erase a business with all that is theirs; its id is never given again")
    @DeleteMapping("/{business}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BusinessView erase(@PathVariable String business, Precondition precondition, Caller caller) {
        return BusinessView.of(changeTenants.erase(visible(business, caller), precondition));
    }

    private List<Business> page(Tenants visible, @Nullable String cursor, Limit limit) {
        String after = cursor == null ? "" : cursor;
        return visible.isAll()
                ? businesses.findByIdValueGreaterThanOrderByIdValue(after, limit)
                : businesses.findByIdValueInAndIdValueGreaterThanOrderByIdValue(visible.ids(), after, limit);
    }

    private static BusinessId visible(String business, Caller caller) {
        BusinessId id = Paths.business(business);
        Tenants.of(caller).require(id);
        return id;
    }

    private Business found(BusinessId id) {
        return businesses.findById(id).orElseThrow(() -> new BusinessNotFound(id.value()));
    }

    record CreateBusiness(
            @NotNull @Pattern(regexp = BusinessId.PATTERN) String businessId,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Schema(example = "Europe/Berlin") String zone) {}
}
