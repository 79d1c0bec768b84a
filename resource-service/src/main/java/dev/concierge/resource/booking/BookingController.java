package dev.concierge.resource.booking;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import dev.concierge.resource.booking.Bookings.Filter;
import dev.concierge.resource.booking.Bookings.Mark;
import dev.concierge.resource.booking.ChangeBookings.Change;
import dev.concierge.resource.booking.Refusal.BookingNotFound;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.Places;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.tenant.TenantTransactions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bookings, by their guests and by the business. */
@RestController
@RequestMapping("/bookings")
class BookingController {
    private static final String FOR_WHOM =
            "userId: the guest for whom it is done, by the guest's own rules; a service names one.";

    private final TenantTransactions tenants;
    private final Bookings bookings;
    private final BookOffer bookOffer;
    private final ChangeBookings change;
    private final GuestBookings guests;
    private final CountBookings count;

    BookingController(
            TenantTransactions tenants,
            Bookings bookings,
            BookOffer bookOffer,
            ChangeBookings change,
            GuestBookings guests,
            CountBookings count) {
        this.tenants = tenants;
        this.bookings = bookings;
        this.bookOffer = bookOffer;
        this.change = change;
        this.guests = guests;
        this.count = count;
    }

    @Operation(summary = "Hold a time of an offer; it is given back unless it is confirmed in time")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<BookingView> book(
            @Valid @RequestBody Book body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        BusinessId business = Places.visible(body.businessId(), caller);
        BookOffer.Wanted wanted = new BookOffer.Wanted(
                new OfferId(business, body.offerId()), body.user(caller), body.from(), body.duration(), body.party());
        BookOffer.Booked booked = count.ended("hold", () -> bookOffer.book(wanted, Actor.of(caller), key));
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(
                URI.create("/bookings/" + business + "/" + booked.booking().id()));
        if (booked.replayed()) {
            answer.header("Idempotency-Replay", "true");
        }
        return answer.body(BookingView.of(booked.booking()));
    }

    @Operation(
            summary = "List a guest's bookings at all businesses, the latest beginning first",
            description = "userId: a guest's own unless given; a service names the guest for whom it asks.")
    @GetMapping
    Page<GuestBookings.Seen> own(
            @RequestParam(required = false) @Nullable UUID userId, PageRequest page, Caller caller) {
        Mark after =
                page.after(2, values -> new Mark(Times.instant(values.getFirst()), Numbers.uuid(values.getLast())));
        return Page.of(
                guests.page(guest("?userId", userId, caller), after, page.limit()),
                page,
                last -> Cursor.of(last.from(), last.bookingId()));
    }

    @Operation(summary = "Read a booking as an entry for calendars (RFC 5545)")
    @GetMapping(path = "/{business}/{booking}/calendar", produces = "text/calendar")
    ResponseEntity<String> calendar(@PathVariable String business, @PathVariable UUID booking, Caller caller) {
        Booking found = found(id(business, booking, caller), caller);
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"" + booking + ".ics\"")
                .body(CalendarEntry.of(found));
    }

    @Operation(summary = "List a business' bookings by their beginnings")
    @GetMapping("/{business}")
    Page<BookingView> list(
            @PathVariable String business,
            @RequestParam(required = false) @Nullable String locationId,
            @RequestParam(required = false) @Nullable UUID offerId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page,
            Caller caller) {
        BusinessId id = Places.visible(business, caller);
        Filter filter = new Filter(locationId, offerId, status(status), from, to);
        Mark after =
                page.after(2, values -> new Mark(Times.instant(values.getFirst()), Numbers.uuid(values.getLast())));
        return Page.of(
                        tenants.read(id, shard -> bookings.page(shard, id, filter, after, page.limit())),
                        page,
                        last -> Cursor.of(last.when().from(), last.id()))
                .map(BookingView::of);
    }

    @Operation(summary = "Read a booking")
    @GetMapping("/{business}/{booking}")
    BookingView read(@PathVariable String business, @PathVariable UUID booking, Caller caller) {
        return BookingView.of(found(id(business, booking, caller), caller));
    }

    @Operation(
            summary = "Read which states a booking took on, when and by whom; a guest reads of kinds of callers alone")
    @GetMapping("/{business}/{booking}/steps")
    History steps(@PathVariable String business, @PathVariable UUID booking, Caller caller) {
        BookingId id = found(id(business, booking, caller), caller).id();
        List<Bookings.Step> steps = tenants.read(id.business(), shard -> bookings.steps(shard, id));
        return new History(
                caller.kind() == Caller.Kind.GUEST
                        ? steps.stream().map(Bookings.Step::seenByGuests).toList()
                        : steps);
    }

    @Operation(summary = "Confirm a booking that is held; a prepaid one waits for its payment then")
    @PostMapping("/{business}/{booking}/confirmation")
    BookingView confirm(
            @PathVariable String business, @PathVariable UUID booking, Precondition precondition, Caller caller) {
        Change wanted = change(business, booking, precondition, caller);
        return BookingView.of(count.ended("confirm", () -> change.confirm(wanted)));
    }

    @Operation(
            summary =
                    "Cancel a booking; what is paid back follows from the offer's rules, all of it where the business cancels",
            description = FOR_WHOM)
    @PostMapping("/{business}/{booking}/cancellation")
    BookingView cancel(
            @PathVariable String business,
            @PathVariable UUID booking,
            @Valid @RequestBody Cancel body,
            Precondition precondition,
            Caller caller) {
        Change wanted = change(business, booking, precondition, body.userId(), caller);
        Change asked = body.isByBusiness(caller) ? wanted.by(Actor.of(caller)) : wanted;
        return BookingView.of(count.ended("cancel", () -> change.cancel(asked, body.reason())));
    }

    @Operation(summary = "Move a booking; its old time is kept until the new one is taken", description = FOR_WHOM)
    @PostMapping("/{business}/{booking}/reschedule")
    BookingView reschedule(
            @PathVariable String business,
            @PathVariable UUID booking,
            @Valid @RequestBody Reschedule body,
            Precondition precondition,
            Caller caller) {
        Change wanted = change(business, booking, precondition, body.userId(), caller);
        return BookingView.of(count.ended("reschedule", () -> change.reschedule(wanted, body.from())));
    }

    @Operation(summary = "Note that the guest did not come")
    @PostMapping("/{business}/{booking}/no-show")
    BookingView noShow(
            @PathVariable String business, @PathVariable UUID booking, Precondition precondition, Caller caller) {
        Change wanted = change(business, booking, precondition, caller);
        return BookingView.of(count.ended("no-show", () -> change.noShow(wanted)));
    }

    private Booking found(BookingId id, Caller caller) {
        return tenants.read(id.business(), shard -> bookings.find(shard, id))
                .filter(found -> caller.maySee(found.user().toString()))
                .orElseThrow(() -> new BookingNotFound(id));
    }

    /** By the rules of the guest who is named; only a service has to name one. */
    private static Change change(
            String business, UUID booking, Precondition precondition, @Nullable UUID named, Caller caller) {
        if (named == null && caller.kind() != Caller.Kind.SERVICE) {
            return change(business, booking, precondition, caller);
        }
        UUID guest = guest("/userId", named, caller);
        return new Change(
                id(business, booking, caller),
                Actor.of(caller, guest),
                precondition::check,
                found -> found.user().equals(guest));
    }

    private static Change change(String business, UUID booking, Precondition precondition, Caller caller) {
        return new Change(
                id(business, booking, caller),
                Actor.of(caller),
                precondition::check,
                found -> caller.maySee(found.user().toString()));
    }

    private static BookingId id(String business, UUID booking, Caller caller) {
        return new BookingId(Places.visible(business, caller), booking);
    }

    /** Whom it is about: a guest themselves, or whom another caller names. */
    private static UUID guest(String pointer, @Nullable UUID given, Caller caller) {
        if (caller.kind() != Caller.Kind.GUEST) {
            if (given == null) {
                throw new InvalidInput(pointer, null, "the guest whom it is for");
            }
            return given;
        }
        if (given != null && !caller.maySee(given.toString())) {
            throw new InvalidInput(pointer, given, "the guest's own id, or none");
        }
        return Numbers.uuid(caller.subject());
    }

    private static @Nullable BookingStatus status(@Nullable String text) {
        try {
            return text == null ? null : BookingStatus.of(text);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInput("?status", text, "a state of bookings such as confirmed");
        }
    }

    /**
     * What is to be held.
     *
     * @param duration one of the offer's; its first unless given
     * @param userId whose it is; a guest's own unless given
     */
    record Book(
            @NotNull @Pattern(regexp = BusinessId.PATTERN) String businessId,
            @NotNull UUID offerId,
            @NotNull Instant from,
            @Nullable Duration duration,
            @Min(1) @Max(10_000) int party,
            @Nullable UUID userId) {
        UUID user(Caller caller) {
            return guest("/userId", userId, caller);
        }
    }

    /**
     * @param reason why it is cancelled, in words for its history
     * @param userId for whom
     * @param byBusiness whether it is the business that cancels, and the guest gets everything back; not for guests to say
     */
    record Cancel(
            @Nullable @Size(max = 500) String reason,
            @Nullable UUID userId,
            @Nullable Boolean byBusiness) {
        boolean isByBusiness(Caller caller) {
            boolean said = Boolean.TRUE.equals(byBusiness);
            if (said && caller.kind() == Caller.Kind.GUEST) {
                throw new InvalidInput("/byBusiness", true, "false or nothing: a guest cancels for themselves");
            }
            return said;
        }
    }

    /**
     * @param from when it is to begin; it lasts as long as before
     * @param userId for whom
     */
    record Reschedule(@NotNull Instant from, @Nullable UUID userId) {}

    /** From the first on. */
    record History(List<Bookings.Step> steps) {}
}
