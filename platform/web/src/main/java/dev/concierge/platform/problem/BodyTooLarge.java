package dev.concierge.platform.problem;

import java.io.IOException;

/** A body goes over the limit; an I/O error because it is noticed while reading. */
public final class BodyTooLarge extends IOException {
    static final String CODE = "body-too-large";
    private final long limit;

    /** @param limit in bytes */
    public BodyTooLarge(long limit) {
        super("body of more than " + limit + " bytes");
        this.limit = limit;
    }

    ProblemAnswer answer() {
        return ProblemAnswer.of(413, CODE, "The body is too large (expected: at most " + limit + " bytes).");
    }
}
