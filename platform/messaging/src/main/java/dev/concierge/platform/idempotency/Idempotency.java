package dev.concierge.platform.idempotency;

import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Recognises repeated requests by their {@code Idempotency-Key}; keeps the request's hash and the resource's id. A key at
 * another operation is another key; which operation it is, is known within a request of the servlet stack.
 */
public interface Idempotency {
    /**
     * For keys of this operation, wherever it is asked for.
     *
     * @param operation such as {@code POST /bookings}
     */
    Idempotency at(String operation);

    /**
     * Runs {@code action} unless the caller sent this key before with the same body: in the transaction under way,
     * which stays the caller's to commit or to roll back, or in one of its own where there is none.
     *
     * @param caller who sent it: keys of different callers never meet
     * @param key the header, or the body's requestId; null runs the action each time
     * @param body what is compared on a repetition
     * @param action returns the id of what it made
     * @throws dev.concierge.platform.problem.InvalidInput the key has no or more than 255 characters, or control characters
     * @throws IdempotencyKeyReused the key came with another body (422)
     * @throws RequestInFlight the first request is still running (409)
     */
    default Answer once(String caller, @Nullable String key, Object body, Supplier<UUID> action) {
        AnswerOf<UUID> answer = once(caller, key, body, UUID::fromString, action);
        return new Answer(answer.id(), answer.replayed());
    }

    /**
     * The same for what is not known by a UUID.
     *
     * @param read makes an id of what its {@code toString} wrote
     */
    <T> AnswerOf<T> once(
            String caller, @Nullable String key, Object body, Function<String, T> read, Supplier<T> action);

    /**
     * @param id of what the first request made
     * @param replayed whether this is the answer to a repetition
     */
    record Answer(UUID id, boolean replayed) {
        /** What tells the caller of a repetition; nothing on the first answer. */
        public HttpHeaders headers() {
            return new AnswerOf<>(id, replayed).headers();
        }
    }

    /**
     * @param id of what the first request made
     * @param replayed whether this is the answer to a repetition
     */
    record AnswerOf<T>(T id, boolean replayed) {
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
