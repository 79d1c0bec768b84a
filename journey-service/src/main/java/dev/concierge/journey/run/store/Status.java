package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunState;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Waiting;
import java.util.Locale;

/** Where runs stand, to ask for. */
public enum Status {
    PENDING,
    WAITING,
    EXITED;

    public static Status of(RunState state) {
        return switch (state) {
            case Pending _ -> PENDING;
            case Waiting _ -> WAITING;
            case Exited _ -> EXITED;
        };
    }

    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
