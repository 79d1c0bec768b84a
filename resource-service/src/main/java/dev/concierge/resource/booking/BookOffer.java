package dev.concierge.resource.booking;

import dev.concierge.platform.id.Ids;
import dev.concierge.resource.availability.TakeSeats;
import dev.concierge.resource.booking.Bookings.Had;
import dev.concierge.resource.booking.Bookings.Stored;
import dev.concierge.resource.booking.Refusal.BookedElsewhere;
import dev.concierge.resource.booking.Refusal.KeyReused;
import dev.concierge.resource.booking.Refusal.SlotTaken;
import dev.concierge.resource.booking.Refusal.TooManyMade;
import dev.concierge.resource.booking.Refusal.TooManyToCome;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.offer.Offer;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.offer.OfferNotFound;
import dev.concierge.resource.offer.Offers;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.tenant.RequestHash;
import dev.concierge.resource.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Holds a slot for a guest. Booking, claims, step and message commit together. */
@Component
@EnableConfigurationProperties(BookingSettings.class)
class BookOffer {
    private final TenantTransactions tenants;
    private final Offers offers;
    private final Bookings bookings;
    private final FreeSlots freeSlots;
    private final TakeSeats takeSeats;
    private final RequestHash hash;
    private final BookingSettings settings;
    private final Ids ids;
    private final Clock clock;

    BookOffer(
            TenantTransactions tenants,
            Offers offers,
            Bookings bookings,
            FreeSlots freeSlots,
            TakeSeats takeSeats,
            RequestHash hash,
            BookingSettings settings,
            Ids ids,
            Clock clock) {
        this.tenants = tenants;
        this.offers = offers;
        this.bookings = bookings;
        this.freeSlots = freeSlots;
        this.takeSeats = takeSeats;
        this.hash = hash;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    Booked book(Wanted wanted, Actor actor, @Nullable String key) {
        OfferId offer = wanted.offer();
        BookingId id = new BookingId(
                offer.business(),
                key == null
                        ? ids.next()
                        : RequestHash.id(actor.name(), key, offer.business().value()));
        Place place = offers.knownPlace(offer)
                .or(() -> tenants.read(offer.business(), shard -> offers.find(shard, offer))
                        .map(Offer::place))
                .orElseThrow(() -> new OfferNotFound(offer));
        byte[] request = hash.of(wanted);
        try {
            return tenants.write(place, shard -> once(shard, id, wanted, request, actor, key));
        } catch (DuplicateKeyException other) {
            throw new KeyReused(String.valueOf(key));
        } catch (DataIntegrityViolationException overlap) {
            if (ClaimsOverlap.isCauseOf(overlap)) {
                throw new SlotTaken(wanted.from());
            }
            throw overlap;
        }
    }

    /** The same request is looked for again under the locks, for it may have waited for itself there. */
    private Booked once(Shard shard, BookingId id, Wanted wanted, byte[] request, Actor actor, @Nullable String key) {
        RoundTrip look = shard.roundTrip();
        Supplier<Optional<Offer>> offer = offers.find(look, wanted.offer());
        Supplier<Optional<Stored>> before = key == null ? Optional::empty : bookings.find(look, id);
        look.run();
        if (before.get().isPresent()) {
            return replayed(before.get().get(), request, key);
        }
        return held(shard, id, wanted, request, actor, key, bookable(offer.get(), wanted, actor));
    }

    private Booked held(
            Shard shard, BookingId id, Wanted wanted, byte[] request, Actor actor, @Nullable String key, Offer offer) {
        Instant now = clock.instant();
        offer.terms().checkParty("/party", wanted.party());
        Duration length = offer.terms().duration("/duration", wanted.duration());
        Span when = Span.of(wanted.from(), length);
        FreeSlots.Found found;
        try {
            requireRoom(shard, wanted, actor, now);
            found = freeSlots.find(shard, offer, wanted.party(), when, now, null);
        } catch (SlotTaken | TooManyToCome | TooManyMade refused) {
            return again(shard, id, key)
                    .map(same -> replayed(same, request, key))
                    .orElseThrow(() -> refused);
        }
        Optional<Stored> same = again(shard, id, key);
        if (same.isPresent()) {
            return replayed(same.get(), request, key);
        }
        Booking booking = new Booking(
                id,
                offer.place(),
                offer.id(),
                wanted.user(),
                offer.openTimes().zone(),
                BookingStatus.HELD,
                when,
                wanted.party(),
                offer.terms().price().quote(wanted.party(), length),
                offer.terms(),
                Money.NONE,
                Booking.ALL,
                now.plus(offer.terms().holdTime()),
                1,
                now,
                now);
        RoundTrip writes = shard.roundTrip();
        bookings.add(shard, writes, booking, request, actor);
        takeSeats.take(
                shard,
                writes,
                offer.place(),
                found.units(),
                found.taken(),
                found.slot(),
                id.value(),
                booking.expiresAt());
        writes.run();
        bookings.tell(shard, BookingTopic.HELD, booking);
        return new Booked(booking, false);
    }

    /**
     * A hold costs nothing, so that nothing else would keep one guest from holding all that there is, or from booking and
     * cancelling without end, each of which is kept and told.
     */
    private void requireRoom(Shard shard, Wanted wanted, Actor actor, Instant now) {
        if (!actor.isBounded()) {
            return;
        }
        Had had = bookings.had(shard, wanted.offer().business(), wanted.user(), now);
        if (had.toCome() >= settings.guestMost()) {
            throw new TooManyToCome(settings.guestMost());
        }
        if (had.madeOfLate() >= settings.guestDaily()) {
            throw new TooManyMade(settings.guestDaily());
        }
    }

    private Optional<Stored> again(Shard shard, BookingId id, @Nullable String key) {
        if (key == null) {
            return Optional.empty();
        }
        RoundTrip look = shard.roundTrip();
        Supplier<Optional<Stored>> found = bookings.find(look, id);
        look.run();
        return found.get();
    }

    private static Booked replayed(Stored stored, byte[] request, @Nullable String key) {
        if (!stored.isOf(request)) {
            throw new KeyReused(String.valueOf(key));
        }
        return new Booked(stored.booking(), true);
    }

    private static Offer bookable(Optional<Offer> found, Wanted wanted, Actor actor) {
        Offer offer = found.filter(one -> one.terms().isActive()).orElseThrow(() -> new OfferNotFound(wanted.offer()));
        if (!actor.mayTake(offer.terms())) {
            throw new BookedElsewhere(offer);
        }
        return offer;
    }

    /**
     * What is to be held.
     *
     * @param duration one of the offer's; null for its first
     */
    record Wanted(
            OfferId offer,
            UUID user,
            Instant from,
            @Nullable Duration duration,
            int party) {}

    record Booked(Booking booking, boolean replayed) {}
}
