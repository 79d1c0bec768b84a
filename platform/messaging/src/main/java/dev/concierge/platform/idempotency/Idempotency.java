package dev.concierge.platform.idempotency;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Recognises repeated requests by their {@code Idempotency-Key}; keeps the request's hash and the resource's id. */
public interface Idempotency {
    /**
     * Runs {@code action} in a transaction unless the caller sent this key before with the same body.
     *
     * @param caller who sent it: keys of different callers never meet
     * @param key the header, or the body's requestId; null runs the action each time
     * @param body what is compared on a repetition
     * @param action returns the id of what it made
     * @throws dev.concierge.platform.problem.InvalidInput the key has no or more than 255 characters, or control characters
     * @throws IdempotencyKeyReused the key came with another body (422)
     * @throws RequestInFlight the first request is still running (409)
     */
    Answer once(String caller, @Nullable String key, Object body, Supplier<UUID> action);

    /**
     * @param id of what the first request made
     * @param replayed whether this is the answer to a repetition
     */
    record Answer(UUID id, boolean replayed) {
        private static final String REPLAY = "Idempotency-Replay";

        /** What tells the caller of a repetition; nothing on the first answer. */
        public HttpHeaders headers() {
            HttpHeaders headers = new HttpHeaders();
            if (replayed) {
                headers.set(REPLAY, "true");
            }
            return headers;
        }
    }
}
