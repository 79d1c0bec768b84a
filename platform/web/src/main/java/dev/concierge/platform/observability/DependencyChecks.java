package dev.concierge.platform.observability;

import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks in the background whether what this service leans on answers; {@code dependency.up} tells the last answer. One
 * that hangs counts as away once patience has run out, and is not asked again before it has answered.
 */
final class DependencyChecks extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(DependencyChecks.class);

    private final List<Check> checks;
    private final Duration pause;
    private final Duration patience;

    DependencyChecks(List<Dependency> dependencies, Duration pause, Duration patience, MeterRegistry meters) {
        super("dependencies", Runnable::run);
        this.checks = dependencies.stream().map(Check::new).toList();
        this.pause = pause;
        this.patience = patience;
        checks.forEach(check -> Gauge.builder("dependency.up", check, Check::value)
                .description("1 while the dependency answers, 0 while it refuses or hangs")
                .tag("dependency", check.dependency.name())
                .strongReference(true)
                .register(meters));
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        checks.forEach(Check::begin);
        loop.rest(patience);
        checks.forEach(check -> check.judge(patience));
        loop.rest(pause);
    }

    /** The state of one, written by whoever asks and read by scrapes. */
    private static final class Check {
        private final Dependency dependency;
        private volatile boolean isUp = true;
        private volatile @Nullable Long askedAt;

        Check(Dependency dependency) {
            this.dependency = dependency;
        }

        double value() {
            return isUp ? 1 : 0;
        }

        /** Asks unless an answer is awaited. */
        void begin() {
            if (askedAt == null) {
                askedAt = System.nanoTime();
                Thread.ofVirtual().name("asks-" + dependency.name()).start(this::ask);
            }
        }

        void judge(Duration patience) {
            Long since = askedAt;
            if (since != null && System.nanoTime() - since >= patience.toNanos()) {
                say(false, "hangs");
            }
        }

        private void ask() {
            try {
                dependency.ask();
                say(true, "answers");
            } catch (Exception refused) {
                say(false, "refuses: " + refused.getClass().getSimpleName());
            } finally {
                askedAt = null;
            }
        }

        private void say(boolean up, String how) {
            if (isUp != up) {
                log.warn("{} {}", dependency.name(), how);
            }
            isUp = up;
        }
    }
}
