package dev.concierge.platform.cache;

import dev.concierge.platform.redis.RedisLink;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answers in Redis, a hash each: the version, and what was answered. Without the latter it says how old an answer must
 * not be, so that one which was on its way during a change comes too late.
 */
final class SharedAnswers {
    private static final String PUT = """
            local known = redis.call('HGET', KEYS[1], 'version')
            if known and tonumber(known) > tonumber(ARGV[1]) then
                return 0
            end
            redis.call('HSET', KEYS[1], 'version', ARGV[1], 'answer', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1
            """;
    private static final String EVICT = """
            local known = redis.call('HMGET', KEYS[1], 'version', 'answer')
            if known[1] and (tonumber(known[1]) > tonumber(ARGV[1])
                    or tonumber(known[1]) == tonumber(ARGV[1]) and known[2]) then
                return 0
            end
            redis.call('HDEL', KEYS[1], 'answer')
            redis.call('HSET', KEYS[1], 'version', ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """;

    private final RedisLink redis;
    private final String kept;

    SharedAnswers(RedisLink redis, Duration kept) {
        this.redis = redis;
        this.kept = String.valueOf(kept.toMillis());
    }

    /** An answer as JSON. */
    record Answer(long version, String json) {}

    /** What is there of these; nothing when Redis does not answer in time. */
    Map<String, Answer> find(String space, Collection<String> keys) {
        Map<String, CompletableFuture<List<KeyValue<String, String>>>> asked = new HashMap<>();
        keys.forEach(key -> asked.put(key, redis.ask(commands -> commands.hmget(space + key, "version", "answer"))));
        Map<String, Answer> found = new HashMap<>();
        asked.forEach((key, answer) -> {
            try {
                List<KeyValue<String, String>> fields = answer.join();
                if (fields.getLast().hasValue()) {
                    found.put(
                            key,
                            new Answer(
                                    Long.parseLong(fields.getFirst().getValue()),
                                    fields.getLast().getValue()));
                }
            } catch (CompletionException away) {
                // as if it were not there
            }
        });
        return found;
    }

    /** Keeps it unless something newer is known; nobody waits for it. */
    void put(String space, String key, Answer answer) {
        redis.ask(commands -> commands.<Long>eval(
                PUT,
                ScriptOutputType.INTEGER,
                new String[] {space + key},
                String.valueOf(answer.version()),
                answer.json(),
                kept));
    }

    /** From now on nothing older than this version is found or kept. */
    CompletableFuture<Long> evict(String space, String key, long version) {
        return redis.ask(commands -> commands.<Long>eval(
                EVICT, ScriptOutputType.INTEGER, new String[] {space + key}, String.valueOf(version), kept));
    }
}
