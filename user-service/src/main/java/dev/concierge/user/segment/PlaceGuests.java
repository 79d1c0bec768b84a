package dev.concierge.user.segment;

import dev.concierge.platform.outbox.Outbox;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.segment.KnownRules.Known;
import dev.concierge.user.segment.Memberships.Move;
import dev.concierge.user.segment.SegmentTimers.Next;
import dev.concierge.user.segment.rule.Guest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Holds guests against all rules as of now and tells who came into a segment or left it. Only the worker that owns the
 * guests' shard does, in its fenced transaction, so one guest's moves are told in their order.
 */
@Component
public class PlaceGuests {
    private final KnownRules rules;
    private final Guests guests;
    private final Memberships memberships;
    private final SegmentTimers timers;
    private final Outbox outbox;
    private final Clock clock;
    private final Counter entered;
    private final Counter left;

    PlaceGuests(
            KnownRules rules,
            Guests guests,
            Memberships memberships,
            SegmentTimers timers,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters) {
        this.rules = rules;
        this.guests = guests;
        this.memberships = memberships;
        this.timers = timers;
        this.outbox = outbox;
        this.clock = clock;
        this.entered = meters.counter("user.segments.entered");
        this.left = meters.counter("user.segments.left");
    }

    /**
     * Lets guests be placed by the workers of their own shards, as soon as these come to it: who does something under
     * another name does it in another shard.
     */
    public void placeSoon(Collection<UserId> ids) {
        if (!ids.isEmpty()) {
            timers.dueNow(ids, clock.instant());
        }
    }

    /** The names of all events that some rule asks for. */
    public Set<String> events() {
        return rules.now().events();
    }

    /** Guests who are not there are left out. */
    public void place(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        KnownRules.All known = rules.now();
        if (known.segments().isEmpty()) {
            timers.clear(ids);
            return;
        }
        Instant now = clock.instant();
        List<Guest> present = guests.findAll(ids, known.events(), known.measured());
        Map<UserId, Set<SegmentId>> places = memberships.of(ids);
        List<Move> coming = new ArrayList<>();
        List<Move> going = new ArrayList<>();
        List<Next> next = new ArrayList<>();
        for (Guest guest : present) {
            Set<SegmentId> in = places.getOrDefault(guest.userId(), Set.of());
            for (Known one : known.segments()) {
                boolean holds =
                        one.rule().filter(rule -> rule.holds(guest, now)).isPresent();
                if (holds != in.contains(one.segment())) {
                    (holds ? coming : going).add(new Move(guest, one.segment()));
                }
            }
            next.add(new Next(guest, nextChange(guest, known, now)));
        }
        memberships.enter(coming, now);
        memberships.leave(going);
        timers.set(next);
        going.forEach(move -> tell("segment.left", move, now));
        coming.forEach(move -> tell("segment.entered", move, now));
        entered.increment(coming.size());
        left.increment(going.size());
    }

    private static Optional<Instant> nextChange(Guest guest, KnownRules.All known, Instant now) {
        return known.segments().stream()
                .flatMap(one -> one.rule().stream())
                .flatMap(rule -> rule.changesAt(guest, now).stream())
                .min(Comparator.naturalOrder());
    }

    private void tell(String type, Move move, Instant now) {
        String userId = move.guest().userId().toString();
        outbox.append(
                "segments",
                userId,
                type,
                new MembershipChanged(userId, move.segment().value(), now));
    }

    /** {@code segment.entered} and {@code segment.left} on topic {@code segments}. */
    record MembershipChanged(String userId, String segmentId, Instant at) {}
}
