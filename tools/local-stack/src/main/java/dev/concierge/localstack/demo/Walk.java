package dev.concierge.localstack.demo;

import dev.concierge.localstack.setting.Wait;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What one walk of the demo's guest knows.
 *
 * @param tag tells its things from those of others
 * @param guest the userId
 * @param patience for what is awaited in one room
 */
record Walk(Gateway gateway, Clock clock, Duration patience, String tag, String guest) {
    static final String BUSINESS = "demo-house";
    static final String LOCATION = "lobby";
    static final String PLACE = "/businesses/" + BUSINESS + "/locations/" + LOCATION;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** With a new guest, in the place that is there since the first walk. */
    static Walk begun(Gateway gateway, Clock clock, Duration patience) {
        String tag = Long.toString(clock.millis(), 36);
        String guest = gateway.register(Guests.generate(1, 1, "r" + tag).getFirst());
        if (gateway.get("/businesses/" + BUSINESS).isEmpty()) {
            gateway.post("/businesses", Map.of("businessId", BUSINESS, "name", "The demo's house", "zone", "UTC"));
        }
        if (gateway.get(PLACE).isEmpty()) {
            gateway.post(
                    "/businesses/" + BUSINESS + "/locations",
                    Map.of("locationId", LOCATION, "name", "Lobby", "zone", "UTC"));
        }
        return new Walk(gateway, clock, patience, tag, guest);
    }

    /** What is looked for in the answer, once it is there; empty when it does not come. */
    Optional<JsonNode> awaited(String path, Function<JsonNode, Optional<JsonNode>> wanted) {
        AtomicReference<Optional<JsonNode>> seen = new AtomicReference<>(Optional.empty());
        Wait.until(patience, BETWEEN_LOOKS, () -> {
            seen.set(gateway.get(path).flatMap(wanted));
            return seen.get().isPresent();
        });
        return seen.get();
    }

    String since(long start) {
        return (clock.millis() - start) + " ms";
    }
}
