package dev.concierge.platform.security.revocation;

import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on in the issuer's list, beside the requests. An issuer that is down cannot revoke anything; what it revoked before
 * stays.
 */
final class FollowRevocations extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(FollowRevocations.class);

    private final Revocations issuer;
    private final RevokedTokens revoked;
    private final RevocationFile file;
    private final Duration every;
    private final Clock clock;
    private long last;
    private boolean isDown;
    private volatile Instant readAt;

    FollowRevocations(Revocations issuer, RevokedTokens revoked, RevocationFile file, Duration every, Clock clock) {
        super("revocations", Runnable::run);
        this.issuer = issuer;
        this.revoked = revoked;
        this.file = file;
        this.every = every;
        this.clock = clock;
        this.readAt = clock.instant();
    }

    /** Before the first request is taken. */
    @Override
    public void start() {
        if (!isRunning()) {
            revoked.add(file.read());
            readOn();
            super.start();
        }
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        loop.rest(every);
        if (!loop.isStopping()) {
            readOn();
        }
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
