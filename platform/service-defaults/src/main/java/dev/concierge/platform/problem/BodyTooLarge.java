package dev.concierge.platform.problem;

import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** A body goes over the limit; an I/O error because it is noticed while reading. */
public final class BodyTooLarge extends IOException {
    static final String CODE = "body-too-large";
    private final long limit;

    /** @param limit in bytes */
    public BodyTooLarge(long limit) {
        super("body of more than " + limit + " bytes");
        this.limit = limit;
    }

    /** The rest of the body is not read, so that no other request can follow on this connection (RFC 9110, 15.5.14). */
    ProblemAnswer answer() {
        return ProblemAnswer.of(413, CODE, "The body is too large (expected: at most " + limit + " bytes).")
                .with(HttpHeaders.CONNECTION, "close");
    }
}
