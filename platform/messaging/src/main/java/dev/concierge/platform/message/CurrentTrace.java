package dev.concierge.platform.message;

import org.jspecify.annotations.Nullable;

/** The trace under way, for messages and effects that continue it. */
@FunctionalInterface
public interface CurrentTrace {
    /** The W3C {@code traceparent} of the current span; null outside any. */
    @Nullable
    String traceparent();
}
