package dev.concierge.resource.booking;

import dev.concierge.resource.availability.Claims;
import dev.concierge.resource.availability.TakeSeats;
import dev.concierge.resource.booking.Refusal.BookedElsewhere;
import dev.concierge.resource.booking.Refusal.BookingNotFound;
import dev.concierge.resource.booking.Refusal.SlotTaken;
import dev.concierge.resource.offer.Offer;
import dev.concierge.resource.offer.OfferNotFound;
import dev.concierge.resource.offer.Offers;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Confirms, cancels and moves bookings, and notes who did not come. */
@Component
class ChangeBookings {
    private final TenantTransactions tenants;
    private final Offers offers;
    private final Bookings bookings;
    private final Claims claims;
    private final FreeSlots freeSlots;
    private final TakeSeats takeSeats;
    private final Clock clock;

    ChangeBookings(
            TenantTransactions tenants,
            Offers offers,
            Bookings bookings,
            Claims claims,
            FreeSlots freeSlots,
            TakeSeats takeSeats,
            Clock clock) {
        this.tenants = tenants;
        this.offers = offers;
        this.bookings = bookings;
        this.claims = claims;
        this.freeSlots = freeSlots;
        this.takeSeats = takeSeats;
        this.clock = clock;
    }

    Booking confirm(Change change) {
        return changed(change, Booking::confirm, null);
    }

    Booking cancel(Change change, @Nullable String reason) {
        return changed(change, (booking, now) -> booking.cancel(change.actor().isGuest(), now), reason);
    }

    Booking noShow(Change change) {
        return changed(change, Booking::noShow, null);
    }

    /** The old slot is kept until the new one is taken: both in one transaction, or neither. */
    Booking reschedule(Change change, Instant from) {
        try {
            return tenants.finish(change.id().business(), shard -> moved(shard, change, from));
        } catch (DataIntegrityViolationException overlap) {
            if (ClaimsOverlap.isCauseOf(overlap)) {
                throw new SlotTaken(from);
            }
            throw overlap;
        }
    }

    private Booking moved(Shard shard, Change change, Instant from) {
        Booking seen = bookings.find(shard, change.id())
                .filter(change.visible())
                .orElseThrow(() -> new BookingNotFound(change.id()));
        boolean byGuest = change.actor().isGuest();
        // what is not on sale any more is not to be had by a guest who moves, either
        Offer offer = offers.find(shard, seen.offer())
                .filter(found -> !byGuest || found.terms().isActive())
                .orElseThrow(() -> new OfferNotFound(seen.offer()));
        if (!change.actor().mayTake(offer.terms())) {
            throw new BookedElsewhere(offer);
        }
        Booking before = bookings.lock(shard, change.id(), offer.terms().units());
        change.precondition().accept(BookingView.of(before));
        if (before.when().from().equals(from)) {
            return before;
        }
        Instant now = clock.instant();
        Span when = Span.of(
                from, Duration.between(before.when().from(), before.when().to()));
        Booking after = before.move(when, byGuest, now);
        FreeSlots.Found found = freeSlots.find(
                shard, offer, before.party(), when, now, before.id().value());
        RoundTrip writes = shard.roundTrip();
        claims.remove(writes, before.place(), before.id().value());
        takeSeats.take(
                shard,
                writes,
                before.place(),
                found.units(),
                found.taken(),
                found.slot(),
                before.id().value(),
                before.expiresAt());
        bookings.change(shard, writes, before, after, change.actor(), null, BookingTopic.RESCHEDULED);
        writes.run();
        return after;
    }

    private Booking changed(Change change, BiFunction<Booking, Instant, Booking> verb, @Nullable String note) {
        return tenants.finish(change.id().business(), shard -> {
            Booking before = bookings.lock(shard, change.id(), List.of());
            if (!change.visible().test(before)) {
                throw new BookingNotFound(change.id());
            }
            change.precondition().accept(BookingView.of(before));
            Booking after = verb.apply(before, clock.instant());
            RoundTrip writes = shard.roundTrip();
            settle(writes, before, after);
            bookings.change(shard, writes, before, after, change.actor(), note, type(after));
            writes.run();
            return after;
        });
    }

    /** What it has taken follows its state. */
    void settle(RoundTrip writes, Booking before, Booking after) {
        switch (after.status()) {
            case CONFIRMED, HELD, PAYMENT_PENDING, NO_SHOW -> {
                if (before.status().isHeld()) {
                    claims.keep(writes, after.place(), after.id().value(), after.expiresAt());
                }
            }
            case CANCELLED, REFUNDED, EXPIRED ->
                claims.remove(writes, after.place(), after.id().value());
        }
    }

    /** Nothing is told of a booking that waits for its payment: it is held as before. */
    static String type(Booking after) {
        return after.status() == BookingStatus.PAYMENT_PENDING
                ? ""
                : "booking." + after.status().text();
    }

    /**
     * Which booking is to be changed, by whom.
     *
     * @param precondition refuses what the caller does not expect to be there
     * @param visible whether the caller may see it at all
     */
    record Change(BookingId id, Actor actor, Consumer<BookingView> precondition, Predicate<Booking> visible) {
        /** The same change by the rules of somebody else. */
        Change by(Actor other) {
            return new Change(id, other, precondition, visible);
        }
    }
}
