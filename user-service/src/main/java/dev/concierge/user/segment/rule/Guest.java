package dev.concierge.user.segment.rule;

import dev.concierge.user.history.GuestHistory;
import dev.concierge.user.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that rules may ask about a guest.
 *
 * @param shard of the guest's messages
 * @param attributes personal ones too: rules are judged here, and only who is in leaves this service
 * @param profile what of it was told last: {@code {about, topics}}
 * @param history of the names that rules ask for
 * @param told what the events said that rules measure, latest first
 */
public record Guest(
        UserId userId,
        int shard,
        boolean isActive,
        Instant registeredAt,
        JsonNode attributes,
        JsonNode profile,
        List<GuestHistory.Times> history,
        List<GuestHistory.Told> told) {
    /** An event that every guest has once. */
    static final String REGISTERED = "user.registered";

    /** When the guest did this, latest first, as often as rules may ask for. */
    Stream<Instant> latest(String event, @Nullable String topic) {
        if (event.equals(REGISTERED)) {
            return Stream.of(registeredAt);
        }
        return history.stream()
                .filter(known -> known.name().equals(event)
                        && (topic == null || known.topic().equals(topic)))
                .flatMap(known -> known.times().stream())
                .sorted(Comparator.reverseOrder());
    }

    /** What the guest's events said, latest first, as far as rules may ask. */
    List<GuestHistory.Told> told(String event, @Nullable String topic) {
        return told.stream()
                .filter(one -> one.name().equals(event)
                        && (topic == null || one.topic().equals(topic)))
                .toList();
    }
}
