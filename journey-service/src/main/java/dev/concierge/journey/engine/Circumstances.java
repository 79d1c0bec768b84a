package dev.concierge.journey.engine;

import dev.concierge.journey.guest.Guest;
import java.time.Instant;

/** When a stimulus comes, what is known about the guest then, whether the journey is paused and what its limits leave. */
public record Circumstances(Instant now, Guest guest, Pause pause, Allowance allowance) {
    public Circumstances(Instant now, Guest guest, Pause pause) {
        this(now, guest, pause, Allowance.UNLIMITED);
    }

    public Circumstances(Instant now, Guest guest) {
        this(now, guest, Pause.NONE);
    }

    /** What becomes of runs that would move while their journey is paused. */
    public enum Pause {
        NONE,
        /** They stand before the next node until it goes on. */
        HOLD,
        /** They walk on, and nobody is told anything. */
        SKIP,
        /** They end when their time is up. */
        EXPIRE
    }
}
