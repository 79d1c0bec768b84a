package dev.concierge.search.feed;

import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.SearchEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index with the positions of all its feeds, which change together and are committed together. */
final class FollowedIndex {
    private static final Logger log = LoggerFactory.getLogger(FollowedIndex.class);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

    private final SearchEngine engine;
    private final Function<Searchable, float @Nullable []> knownMeaning;
    private final Map<String, Position> positions = new HashMap<>();
    private Map<String, String> committed = Map.of();
    private long committedAt = System.nanoTime();

    /** @param knownMeaning of a document whose text was seen lately */
    FollowedIndex(SearchEngine engine, Function<Searchable, float @Nullable []> knownMeaning) {
        this.engine = engine;
        this.knownMeaning = knownMeaning;
    }

    /** Where a feed stands; what is read from the engine counts once more after a failure. */
    synchronized Position begin(String topic) throws IOException {
        if (engine.recover()) {
            // everybody else stands further than the index does now, and has to begin again too
            positions.clear();
        }
        Position kept = Position.of(topic, engine.position());
        positions.put(topic, kept);
        return kept;
    }

    /** Reads a kind anew: what is there of it is gone until it comes again. */
    synchronized void clear(String topic, Kind kind) throws IOException {
        positions.put(topic, Position.NONE);
        engine.clear(kind);
        commit();
    }

    /** @throws IOException when the index went back to its last commit, so that the feed has to begin again */
    synchronized void apply(String topic, List<Feed.Change> changes, Position position) throws IOException {
        if (engine.recover()) {
            positions.clear();
        }
        if (!positions.containsKey(topic)) {
            throw new IOException("the index stands at its last commit again");
        }
        for (Feed.Change change : changes) {
            switch (change) {
                case Feed.Change.Put put -> put(put.document());
                case Feed.Change.Remove remove -> engine.remove(remove.key());
            }
        }
        if (!changes.isEmpty()) {
            engine.refresh();
        }
        positions.put(topic, position);
        if (System.nanoTime() - committedAt > COMMIT_EVERY.toNanos()) {
            commit();
        }
    }

    /** One that the index refuses holds up no other. */
    private void put(Searchable document) throws IOException {
        try {
            engine.put(document, knownMeaning.apply(document));
        } catch (IllegalArgumentException refused) {
            log.warn("{} cannot be indexed and is left out: {}", document.key(), refused.getMessage());
            engine.remove(document.key());
        }
    }

    synchronized void commit() throws IOException {
        Map<String, String> all = new HashMap<>();
        positions.forEach((topic, position) -> {
            if (!position.equals(Position.NONE)) {
                all.putAll(position.kept(topic));
            }
        });
        committedAt = System.nanoTime();
        if (!all.equals(committed)) {
            engine.commit(all);
            committed = all;
        }
    }
}
