package dev.concierge.platform.security.revocation;

import dev.concierge.platform.loop.Loop;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads on in the issuer's list, beside the requests. An issuer that is down cannot revoke anything; what it revoked before
 * stays.
 */
final class FollowRevocations implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FollowRevocations.class);

    private final Revocations issuer;
    private final RevokedTokens revoked;
    private final RevocationFile file;
    private final Duration every;
    private final Clock clock;
    private @Nullable Loop loop;
    private long last;
    private boolean isDown;
    private volatile Instant readAt;

    FollowRevocations(Revocations issuer, RevokedTokens revoked, RevocationFile file, Duration every, Clock clock) {
        this.issuer = issuer;
        this.revoked = revoked;
        this.file = file;
        this.every = every;
        this.clock = clock;
        this.readAt = clock.instant();
    }

    /** Before the first request is taken. */
    @Override
    public synchronized void start() {
        if (loop != null) {
            return;
        }
        revoked.add(file.read());
        readOn();
        loop = Loop.start("revocations", Runnable::run, turn -> {
            turn.rest(every);
            if (!turn.isStopping()) {
                readOn();
            }
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

    /** Long before the web server, which is among the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** How long ago the list was last read. */
    double age() {
        return Duration.between(readAt, clock.instant()).toMillis() / 1000.0;
    }

    void readOn() {
        try {
            boolean isNew = false;
            Revocations.Page page;
            do {
                page = issuer.after(last);
                revoked.add(page.revoked());
                last = page.last();
                isNew |= !page.revoked().isEmpty();
            } while (page.more());
            readAt = clock.instant();
            isDown = false;
            if (isNew) {
                file.write(revoked.all());
            }
        } catch (IOException | RuntimeException down) {
            if (!isDown) {
                log.warn("The list of revoked tokens cannot be read ({}); those known stay", down.getMessage());
            }
            isDown = true;
        }
    }
}
