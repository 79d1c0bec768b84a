package dev.concierge.gateway.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A fact of the edge; unlike a platform fact it may carry headers and the statuses that only a gateway answers. */
public abstract class EdgeFact extends ErrorResponseException {
    protected EdgeFact(HttpStatus status, String code, String detail, @Nullable Throwable cause) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
        getBody().setProperty("code", code);
    }

    protected final void retryAfter(Duration duration) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, duration.plusMillis(999).toSeconds())));
    }
}
