package dev.concierge.resource.shared;

import dev.concierge.platform.redis.RedisLink;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers in Redis, a hash each: the version, and what was answered. Without the latter it says how old an answer must
 * not be, long enough for every reader that may have read before: what is put must have been looked for a moment ago.
 */
final class SharedAnswers {
    private static final Duration LIFE = Duration.ofSeconds(60);
    /** From looking for an answer to putting it there. */
    private static final Duration READING = Duration.ofSeconds(5);

    private static final String FIND = """
            local answer = redis.call('HGET', KEYS[1], 'answer')
            if answer then
                return {answer, ''}
            end
            local time = redis.call('TIME')
            return {'', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))}
            """;
    private static final String PUT = """
            local time = redis.call('TIME')
            if math.abs(time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[3])) > tonumber(ARGV[4]) then
                return 0
            end
            local known = redis.call('HGET', KEYS[1], 'version')
            if known and tonumber(known) > tonumber(ARGV[1]) then
                return 0
            end
            redis.call('HSET', KEYS[1], 'version', ARGV[1], 'answer', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            return 1
            """;
    private static final String FORGET = """
            for at = 1, #KEYS do
                local known = redis.call('HGET', KEYS[at], 'version')
                if not known or tonumber(known) <= tonumber(ARGV[at + 1]) then
                    redis.call('HDEL', KEYS[at], 'answer')
                    redis.call('HSET', KEYS[at], 'version', ARGV[at + 1])
                    redis.call('PEXPIRE', KEYS[at], ARGV[1])
                end
            end
            return #KEYS
            """;
    static final List<String> SCRIPTS = List.of(FIND, PUT, FORGET);
    private static final String FIND_DIGEST = RedisLink.digest(FIND);
    private static final String PUT_DIGEST = RedisLink.digest(PUT);
    private static final String FORGET_DIGEST = RedisLink.digest(FORGET);

    private SharedAnswers() {}

    /**
     * What was found.
     *
     * @param answer null when there is none
     * @param lookedAt when, by the clock of Redis
     */
    record Found(@Nullable String answer, String lookedAt) {}

    /** Empty when Redis does not answer in time. */
    static Optional<Found> find(RedisLink.Session session, String key) {
        try {
            List<String> found = session.ask(
                            commands -> commands.<List<String>>evalsha(FIND_DIGEST, ScriptOutputType.MULTI, key(key)))
                    .join();
            return Optional.of(
                    found.getLast().isEmpty() ? new Found(found.getFirst(), "") : new Found(null, found.getLast()));
        } catch (CompletionException away) {
            return Optional.empty();
        }
    }

    /** Keeps it unless something newer is known, or it was looked for too long ago; nobody has to wait for it. */
    static CompletableFuture<Long> put(
            RedisLink.Session session, String key, long version, String answer, String lookedAt) {
        return session.ask(commands -> commands.<Long>evalsha(
                PUT_DIGEST,
                ScriptOutputType.INTEGER,
                key(key),
                String.valueOf(version),
                answer,
                lookedAt,
                String.valueOf(READING.toMillis()),
                String.valueOf(LIFE.toMillis())));
    }

    /** From then on nothing older than these versions is found or kept. */
    static CompletableFuture<Long> forget(RedisLink.Session session, Map<String, Long> versions) {
        String[] arguments = Stream.concat(
                        Stream.of(String.valueOf(LIFE.toMillis())),
                        versions.values().stream().map(String::valueOf))
                .toArray(String[]::new);
        String[] keys = versions.keySet().toArray(String[]::new);
        return session.ask(
                commands -> commands.<Long>evalsha(FORGET_DIGEST, ScriptOutputType.INTEGER, keys, arguments));
    }

    private static String[] key(String key) {
        return new String[] {key};
    }
}
