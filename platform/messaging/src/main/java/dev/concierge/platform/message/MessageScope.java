package dev.concierge.platform.message;

import java.util.Map;

/** Runs an action as part of the trace that a message belongs to. */
@FunctionalInterface
public interface MessageScope {
    /** Runs the action in whatever trace is current. */
    MessageScope NONE = (name, headers, action) -> action.run();

    /**
     * @param name of the span, such as {@code users user.registered}
     * @param headers that may hold a {@code traceparent} (W3C Trace Context)
     */
    void run(String name, Map<String, String> headers, Runnable action);
}
