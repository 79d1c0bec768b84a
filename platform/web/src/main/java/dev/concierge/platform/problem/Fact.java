package dev.concierge.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What ends a request: a fact such as {@code JourneyNotFound}, mapped once to an RFC 9457 problem. Subclasses are
 * named after the fact and carry its ids in the detail.
 */
public abstract class Fact extends RuntimeException {
    /** What kind of fact it is, and so which status answers it. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        PRECONDITION_FAILED(412),
        UNPROCESSABLE(422),
        PRECONDITION_REQUIRED(428),
        TOO_MANY_REQUESTS(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String code;
    private final String detail;
    private final List<FieldError> errors;

    protected Fact(Kind kind, String code, String detail) {
        this(kind, code, detail, List.of());
    }

    protected Fact(Kind kind, String code, String detail, List<FieldError> errors) {
        super(detail);
        this.kind = kind;
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    public Kind kind() {
        return kind;
    }

    /** Stable, kebab-case, for programs: {@code journey-not-found}. */
    public String code() {
        return code;
    }

    /** One sentence for people, with the ids. */
    public String detail() {
        return detail;
    }

    /** When to try again; sent with 429 and 503. */
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }

    /** Further headers of the answer, by their names. */
    public Map<String, String> headers() {
        return Map.of();
    }

    /** Which fields were wrong; empty when the fact is about the whole request. */
    public List<FieldError> errors() {
        return errors;
    }
}
