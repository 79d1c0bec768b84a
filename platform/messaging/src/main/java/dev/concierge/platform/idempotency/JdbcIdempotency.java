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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys as rows beside what the request made, written in its transaction; a request in flight holds a lock. */
final class JdbcIdempotency implements Idempotency {
    private static final Pattern ACCEPTABLE = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MessageJson json;
    private final IdempotencyMetrics metrics;

    JdbcIdempotency(JdbcClient jdbc, TransactionTemplate transaction, MessageJson json, IdempotencyMetrics metrics) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.metrics = metrics;
    }

    @Override
    public Answer once(String caller, @Nullable String key, Object body, Supplier<UUID> action) {
        if (key == null) {
            return inTransaction(() -> new Answer(action.get(), false));
        }
        if (!ACCEPTABLE.matcher(key).matches()) {
            throw new InvalidInput(
                    "Idempotency-Key", key.length() + " characters (expected: 1 to 255, without control characters)");
        }
        byte[] hash = hash(body);
        Answer answer = inTransaction(() -> once(caller, key, hash, action));
        metrics.count(answer.replayed() ? Outcome.REPLAYED : Outcome.FIRST);
        return answer;
    }

    private Answer inTransaction(Supplier<Answer> request) {
        return Objects.requireNonNull(transaction.execute(_ -> request.get()));
    }

    private Answer once(String caller, String key, byte[] hash, Supplier<UUID> action) {
        boolean free = jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param(caller + " " + key)
                .query(Boolean.class)
                .single();
        if (!free) {
            metrics.count(Outcome.RUNNING);
            throw new RequestInFlight(key);
        }
        Optional<Answer> first = answered(caller, key, hash);
        if (first.isPresent()) {
            return first.get();
        }
        UUID id = action.get();
        jdbc.sql("INSERT INTO platform.idempotency_key (caller, key, request_hash, resource_id) VALUES (?, ?, ?, ?)")
                .params(caller, key, hash, id)
                .update();
        return new Answer(id, false);
    }

    private Optional<Answer> answered(String caller, String key, byte[] hash) {
        return jdbc.sql("SELECT request_hash, resource_id FROM platform.idempotency_key WHERE caller = ? AND key = ?")
                .params(caller, key)
                .query((row, index) -> {
                    if (!Arrays.equals(hash, row.getBytes("request_hash"))) {
                        metrics.count(Outcome.REUSED);
                        throw new IdempotencyKeyReused(key);
                    }
                    return new Answer(row.getObject("resource_id", UUID.class), true);
                })
                .optional();
    }

    private byte[] hash(Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body.getClass().getName().getBytes(StandardCharsets.UTF_8));
            return digest.digest(json.writeOrdered(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
