package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.call.Call;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * On the wire {@code date-event.round-began}.
 *
 * @param round from 1
 */
record RoundBegan(UUID eventId, int round, Instant beganAt, Instant endsAt, List<Pairing> calls) {
    static final String TYPE = "date-event.round-began";

    record Pairing(UUID callId, int group, List<UUID> userIds) {
        static Pairing of(Call call) {
            return new Pairing(
                    call.id(),
                    call.group(),
                    List.of(call.pair().one(), call.pair().other()));
        }
    }
}
