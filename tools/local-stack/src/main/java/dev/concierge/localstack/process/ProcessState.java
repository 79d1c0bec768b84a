package dev.concierge.localstack.process;

import java.util.Locale;

public enum ProcessState {
    STARTING,
    READY,
    /** Ended by itself; starts again after a pause. */
    RESTARTING,
    STOPPED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
