package dev.concierge.platform.security.revocation;

import dev.concierge.platform.observability.Dependency;
import java.time.Duration;

/**
 * The issuer, which is asked for its list anyway.
 *
 * @param longest how long ago it may have answered last
 */
record Issuer(FollowRevocations list, Duration longest) implements Dependency {
    @Override
    public String name() {
        return "issuer";
    }

    @Override
    public void ask() {
        double age = list.age();
        if (age > longest.toSeconds()) {
            throw new IllegalStateException("no answer for " + age + " s (expected: at most " + longest + ")");
        }
    }
}
