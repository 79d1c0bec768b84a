package dev.concierge.localstack.infrastructure;

import org.jspecify.annotations.Nullable;

/** A server of the local stack did not come up; the message says why and what to do. */
public final class ServerNotStarted extends RuntimeException {
    ServerNotStarted(String detail) {
        this(detail, null);
    }

    ServerNotStarted(String detail, @Nullable Throwable cause) {
        super(detail, cause);
    }
}
