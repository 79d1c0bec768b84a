package dev.concierge.search.popularity;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.popularity.Acts.Points;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How much items are liked, as every search goes by it: within seconds in each pod, and as it was while the database is away. */
@Component
final class Popularity extends BackgroundLoop implements Liked {
    private static final Logger log = LoggerFactory.getLogger(Popularity.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(1);
    /** What was written by a transaction, or by another pod's clock, that was behind. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final Duration STOP = Duration.ofSeconds(5);
    /** Points that make half of the most. */
    private static final double HALF = 20;

    private final Acts acts;
    private final Clock clock;
    private final Map<String, Points> points = new ConcurrentHashMap<>();
    private Instant readUntil = Instant.EPOCH;
    private @Nullable LocalDate forgottenOn;

    Popularity(Acts acts, Clock clock) {
        super("popularity", Workload.BACKGROUND::run, STOP);
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    public double of(DocumentKey key, Instant now) {
        Points known = key.kind() == Kind.ITEM ? points.get(key.id()) : null;
        double liked = known == null ? 0 : known.at(now);
        return liked / (liked + HALF);
    }

    private void read() {
        Instant now = clock.instant();
        for (Points changed : acts.changedSince(readUntil)) {
            points.put(changed.item().toString(), changed);
        }
        readUntil = now.minus(OVERLAP);
    }

    private void forget() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(forgottenOn)) {
            acts.forget();
            forgottenOn = today;
            // what has faded is not among what is read anew
            points.clear();
            readUntil = Instant.EPOCH;
        }
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        try {
            forget();
            while (acts.count() > 0 && !loop.isStopping()) {
                // all that is there
            }
            read();
        } catch (DataAccessException away) {
            log.warn("What is liked cannot be read, searches go by what it was: {}", away.getMessage());
        }
        loop.rest(READ_EVERY);
    }
}
