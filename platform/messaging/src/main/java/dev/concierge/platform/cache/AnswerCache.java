package dev.concierge.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.platform.cache.CacheMetrics.From;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers of another service: in this process for seconds, in Redis for all pods, else asked for. An answer never takes
 * the place of a newer one, wherever it was on its way when the change was heard of. What is not there is not remembered.
 */
public final class AnswerCache<V> {
    private final String name;
    private final Answers<V> answers;
    private final AnswerCaches caches;
    private final Cache<String, Near<V>> near;

    AnswerCache(String name, Answers<V> answers, AnswerCaches caches, Duration kept, long size) {
        this.name = name;
        this.answers = answers;
        this.caches = caches;
        this.near =
                Caffeine.newBuilder().maximumSize(size).expireAfterWrite(kept).build();
    }

    /** @param answer null says only how old one must not be */
    private record Near<V>(long version, @Nullable V answer) {
        Near<V> orNewer(Near<V> other) {
            boolean isNewer = other.version > version || (other.version == version && answer == null);
            return isNewer ? other : this;
        }
    }

    public Optional<V> find(String key) {
        return Optional.ofNullable(findAll(List.of(key)).get(key));
    }

    /** By key; asks for what is not at hand in one go. */
    public Map<String, V> findAll(Collection<String> keys) {
        Map<String, V> found = new LinkedHashMap<>();
        addNear(found, keys);
        List<String> missing = missing(found, keys);
        if (!missing.isEmpty()) {
            Optional<String> space = caches.space(name); // before asking: what is answered then belongs there
            space.ifPresent(shared -> addShared(found, missing, shared));
            addAsked(found, missing(found, missing), space);
        }
        return found;
    }

    /**
     * Forgets what is older. Call it in the transaction that consumes the news: if Redis cannot be told, the commit says
     * that nothing in there counts any more.
     */
    public void evict(String key, long version) {
        remember(key, new Near<>(version, null));
        caches.evictInTransaction(new Eviction(name, key, version));
        caches.metrics().evicted(name);
    }

    private static List<String> missing(Map<String, ?> found, Collection<String> keys) {
        return keys.stream().distinct().filter(key -> !found.containsKey(key)).toList();
    }

    private void addNear(Map<String, V> found, Collection<String> keys) {
        near.getAllPresent(keys).forEach((key, known) -> {
            if (known.answer != null) {
                found.put(key, known.answer);
            }
        });
        caches.metrics().answered(name, From.NEAR, found.size());
    }

    private void addShared(Map<String, V> found, List<String> keys, String space) {
        List<String> hits = new ArrayList<>();
        caches.shared()
                .find(space, keys)
                .forEach((key, stored) -> caches.json()
                        .read(stored.json(), answers.type())
                        .filter(answer -> remember(key, new Near<>(stored.version(), answer)))
                        .ifPresent(answer -> {
                            hits.add(key);
                            found.put(key, answer);
                        }));
        caches.metrics().answered(name, From.SHARED, hits.size());
    }

    private void addAsked(Map<String, V> found, List<String> keys, Optional<String> space) {
        if (keys.isEmpty()) {
            return;
        }
        caches.metrics().answered(name, From.SERVICE, keys.size());
        answers.ask().apply(keys).forEach(answer -> {
            String key = answers.key().apply(answer);
            long version = answers.version().applyAsLong(answer);
            if (keys.contains(key)) {
                found.put(key, answer);
                if (remember(key, new Near<>(version, answer))) {
                    space.ifPresent(shared -> caches.shared()
                            .put(
                                    shared,
                                    key,
                                    new SharedAnswers.Answer(
                                            version, caches.json().write(answer))));
                }
            }
        });
    }

    /** Whether nothing newer is known. */
    private boolean remember(String key, Near<V> offered) {
        Near<V> kept = Objects.requireNonNull(near.asMap().merge(key, offered, Near::orNewer));
        return kept.version() <= offered.version();
    }
}
