package dev.concierge.datemaker.event;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;

/** How long the parts of an event take, in seconds. */
@Embeddable
public record Timing(
        @Column(name = "call_seconds") int callSeconds,
        @Column(name = "pause_seconds") int pauseSeconds,
        @Column(name = "late_seconds") int lateSeconds,
        @Column(name = "choice_seconds") int choiceSeconds) {
    public static final Timing DEFAULT = new Timing(300, 60, 0, 1800);

    /** From the beginning of one call to that of the next. */
    Duration cadence() {
        return Duration.ofSeconds((long) callSeconds + pauseSeconds);
    }
}
