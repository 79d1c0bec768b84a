package dev.concierge.user.alias;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Forgets what nobody has claimed for long. */
@Component
class ForgetVisitors implements SmartLifecycle {
    private static final Duration REST = Duration.ofHours(1);

    private final AnonymousHistory anonymous;
    private final Clock clock;
    private @Nullable Loop loop;

    ForgetVisitors(AnonymousHistory anonymous, Clock clock) {
        this.anonymous = anonymous;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        loop = Loop.start("forget-visitors", Workload.BACKGROUND::run, turn -> {
            anonymous.forget(clock.instant().minus(AnonymousHistory.KEPT));
            turn.rest(REST);
        });
    }

    @Override
    public synchronized void stop() {
        if (loop != null) {
            loop.stop();
            loop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return loop != null;
    }
}
