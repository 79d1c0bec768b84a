package dev.concierge.journey.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.concierge.journey.engine.Circumstances.Pause;
import java.util.Arrays;
import java.util.Locale;

/** What becomes of guests while a journey is paused. */
public enum PausePolicy {
    /** Who would move, and who comes in, stands still until the journey goes on. */
    HOLD(Pause.HOLD),
    /** Time goes on, nobody is told anything, and nobody comes in. */
    SKIP(Pause.SKIP),
    /** Whose time is up leaves, and nobody comes in. */
    EXPIRE(Pause.EXPIRE);

    private final Pause pause;

    PausePolicy(Pause pause) {
        this.pause = pause;
    }

    Pause pause() {
        return pause;
    }

    @JsonValue
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static PausePolicy read(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.written().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " (expected: hold, skip or expire)"));
    }
}
