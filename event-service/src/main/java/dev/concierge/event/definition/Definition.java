package dev.concierge.event.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the latest version of a journey listens to.
 *
 * @param listens names that its runs wait for or condition on
 * @param entry null for a journey entered only by command
 */
public record Definition(
        String journeyId,
        int version,
        State state,
        List<String> listens,
        @Nullable Entry entry) {
    /** The life of a version. */
    public enum State {
        ARMING,
        LIVE,
        PAUSED,
        DRAINING,
        ARCHIVED
    }

    /**
     * What starts a run.
     *
     * @param on the name of the occurrence
     * @param attributes that the occurrence must have
     */
    public record Entry(String on, ObjectNode attributes) {}

    /** Whether runs of it may still be under way. */
    public boolean isListening() {
        return state != State.ARCHIVED;
    }

    /** Whether guests enter it now: from before the echo on, so that nothing is lost between echo and live. */
    public boolean isOpen() {
        return state == State.ARMING || state == State.LIVE;
    }

    /** The names of everything it must be told. */
    public Set<String> names() {
        Set<String> names = new HashSet<>(listens);
        if (entry != null) {
            names.add(entry.on());
        }
        return names;
    }
}
