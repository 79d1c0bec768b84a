package dev.concierge.search.meaning;

import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.engine.SearchEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds meanings behind the words, on a thread of its own: an update is found by its words at once and by its meaning when
 * it has been thought about. What has to follow stands in the index itself, so that it follows after a crash too.
 */
final class FollowMeaning extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(FollowMeaning.class);
    private static final int AT_ONCE = 16;
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration NO_RUNTIME = Duration.ofHours(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final SearchEngine engine;
    private final Meanings meanings;
    private final Callable<BgeSmallEnglish> loading;

    FollowMeaning(SearchEngine engine, Meanings meanings, Callable<BgeSmallEnglish> loading) {
        super("meaning", Runnable::run, STOP);
        this.engine = engine;
        this.meanings = meanings;
        this.loading = loading;
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        try {
            List<Searchable> pending = engine.withoutMeaning(AT_ONCE);
            beginMeanings();
            if (pending.isEmpty()) {
                loop.rest(IDLE);
            } else {
                add(pending, loop);
            }
        } catch (IOException | UncheckedIOException | AlreadyClosedException failure) {
            log.warn("Meanings cannot be added now, trying again: {}", failure.toString());
            loop.rest(RETRY);
        } catch (LinkageError noRuntime) {
            log.error("The sentence model cannot run here: searches go by words alone", noRuntime);
            loop.rest(NO_RUNTIME);
        }
    }

    private void add(List<Searchable> pending, Loop loop) throws IOException {
        Map<Searchable, float[]> found = new HashMap<>();
        for (Searchable document : pending) {
            if (loop.isStopping()) {
                break;
            }
            found.put(document, meanings.of(document));
        }
        engine.addMeanings(found);
        engine.refresh();
    }

    private void beginMeanings() throws IOException {
        if (meanings.hasBegun()) {
            return;
        }
        try {
            meanings.begin(loading.call());
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }
}
