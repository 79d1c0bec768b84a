package dev.concierge.localstack.process;

import java.time.Duration;

/** How long to wait before a process that ended is started again: 1 s, doubling to 30 s; forgotten after a calm minute. */
record Backoff(Duration pause) {
    static final Backoff FIRST = new Backoff(Duration.ofSeconds(1));
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(1);

    Backoff next() {
        Duration doubled = pause.multipliedBy(2);
        return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }

    Backoff after(Duration lived) {
        return lived.compareTo(CALM) >= 0 ? FIRST : this;
    }
}
