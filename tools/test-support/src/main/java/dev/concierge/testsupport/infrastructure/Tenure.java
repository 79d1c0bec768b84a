package dev.concierge.testsupport.infrastructure;

import java.time.Duration;

/**
 * How long an infrastructure may last.
 *
 * @param idle without a living test JVM
 * @param joinable since its start, for JVMs that come later
 * @param most since its start, whoever uses it
 */
record Tenure(Duration idle, Duration joinable, Duration most) {
    static final Tenure USUAL = new Tenure(Duration.ofSeconds(60), Duration.ofMinutes(15), Duration.ofMinutes(25));
}
