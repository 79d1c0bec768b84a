package dev.concierge.gateway.problem;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** A request body is longer than the gateway passes on. */
public final class BodyTooLarge extends EdgeFact {
    public BodyTooLarge(DataSize limit) {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body is longer than " + limit.toBytes() + " bytes.",
                null);
    }
}
