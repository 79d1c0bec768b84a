package dev.concierge.user.alias;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Forgets what nobody has claimed for long. */
@Component
class ForgetVisitors extends BackgroundLoop {
    private static final Duration REST = Duration.ofHours(1);

    private final AnonymousHistory anonymous;
    private final Clock clock;

    ForgetVisitors(AnonymousHistory anonymous, Clock clock) {
        super("forget-visitors", Workload.BACKGROUND::run);
        this.anonymous = anonymous;
        this.clock = clock;
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        anonymous.forget(clock.instant().minus(AnonymousHistory.KEPT));
        loop.rest(REST);
    }
}
