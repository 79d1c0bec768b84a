package dev.concierge.platform.idempotency;

import dev.concierge.platform.idempotency.IdempotencyMetrics.Outcome;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.problem.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recognises repeated requests by their {@code Idempotency-Key}; keeps the request's hash and the resource's id, as a
 * row beside what the request made and written in its transaction, while a request in flight holds a lock. A key at
 * another operation is another key; which operation it is, is known within a request of the servlet stack.
 */
public final class Idempotency {
    private static final Pattern ACCEPTABLE = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MessageJson json;
    private final IdempotencyMetrics metrics;
    private final OperationUnderWay operation;

    Idempotency(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MessageJson json,
            IdempotencyMetrics metrics,
            OperationUnderWay operation) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.metrics = metrics;
        this.operation = operation;
    }

    /**
     * For keys of this operation, wherever it is asked for.
     *
     * @param named such as {@code POST /bookings}
     */
    public Idempotency at(String named) {
        return new Idempotency(jdbc, transaction, json, metrics, () -> named);
    }

    /**
     * Runs {@code action} unless the caller sent this key before with the same body: in the transaction under way,
     * which stays the caller's to commit or to roll back, or in one of its own where there is none.
     *
     * @param caller who sent it: keys of different callers never meet
     * @param key the header, or the body's requestId; null runs the action each time
     * @param body what is compared on a repetition
     * @param action returns the id of what it made
     * @throws InvalidInput the key has no or more than 255 characters, or control characters
     * @throws IdempotencyKeyReused the key came with another body (422)
     * @throws RequestInFlight the first request is still running (409)
     */
    public Answer once(String caller, @Nullable String key, Object body, Supplier<UUID> action) {
        AnswerOf<UUID> answer = once(caller, key, body, UUID::fromString, action);
        return new Answer(answer.id(), answer.replayed());
    }

    /**
     * The same for what is not known by a UUID.
     *
     * @param read makes an id of what its {@code toString} wrote
     */
    public <T> AnswerOf<T> once(
            String caller, @Nullable String key, Object body, Function<String, T> read, Supplier<T> action) {
        if (key == null) {
            return inTransaction(() -> new AnswerOf<>(action.get(), false));
        }
        if (!ACCEPTABLE.matcher(key).matches()) {
            throw new InvalidInput(
                    "Idempotency-Key", key.length() + " characters (expected: 1 to 255, without control characters)");
        }
        Request<T> request = new Request<>(caller, key, operation.get(), hash(body), read, action);
        AnswerOf<T> answer = inTransaction(() -> once(request));
        metrics.count(answer.replayed() ? Outcome.REPLAYED : Outcome.FIRST);
        return answer;
    }

    /** A template would mark the caller's transaction for its end in a rollback, whatever the caller makes of a refusal. */
    private <T> AnswerOf<T> inTransaction(Supplier<AnswerOf<T>> request) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? request.get()
                : Objects.requireNonNull(transaction.execute(_ -> request.get()));
    }

    /** Pods of releases before lock the key whatever the operation: they are kept out, other operations are not. */
    private <T> AnswerOf<T> once(Request<T> request) {
        String everywhere = request.caller + " " + request.key;
        boolean free = jdbc.sql("""
                        SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))
                            AND pg_try_advisory_xact_lock_shared(hashtextextended(?, 0))
                        """)
                .params(request.operation.isEmpty() ? everywhere : everywhere + " " + request.operation, everywhere)
                .query(Boolean.class)
                .single();
        if (!free) {
            metrics.count(Outcome.RUNNING);
            throw new RequestInFlight(request.key);
        }
        Optional<AnswerOf<T>> first = answered(request);
        if (first.isPresent()) {
            return first.get();
        }
        T id = request.action.get();
        jdbc.sql("""
                        INSERT INTO platform.idempotency_key (caller, key, operation, request_hash, resource_id)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(request.caller, request.key, request.operation, request.hash, id.toString())
                .update();
        return new AnswerOf<>(id, false);
    }

    /** Rows without an operation are of releases before. */
    private <T> Optional<AnswerOf<T>> answered(Request<T> request) {
        return jdbc.sql("""
                        SELECT request_hash, resource_id FROM platform.idempotency_key
                        WHERE caller = ? AND key = ? AND operation IN (?, '') ORDER BY operation DESC LIMIT 1
                        """)
                .params(request.caller, request.key, request.operation)
                .query((row, _) -> {
                    if (!Arrays.equals(request.hash, row.getBytes("request_hash"))) {
                        metrics.count(Outcome.REUSED);
                        throw new IdempotencyKeyReused(request.key);
                    }
                    return new AnswerOf<>(request.read.apply(row.getString("resource_id")), true);
                })
                .optional();
    }

    private record Request<T>(
            String caller, String key, String operation, byte[] hash, Function<String, T> read, Supplier<T> action) {}

    private byte[] hash(Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body.getClass().getName().getBytes(StandardCharsets.UTF_8));
            return digest.digest(json.writeOrdered(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param id of what the first request made
     * @param replayed whether this is the answer to a repetition
     */
    public record Answer(UUID id, boolean replayed) {
        /** What tells the caller of a repetition; nothing on the first answer. */
        public HttpHeaders headers() {
            return new AnswerOf<>(id, replayed).headers();
        }
    }

    /**
     * @param id of what the first request made
     * @param replayed whether this is the answer to a repetition
     */
    public record AnswerOf<T>(T id, boolean replayed) {
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
