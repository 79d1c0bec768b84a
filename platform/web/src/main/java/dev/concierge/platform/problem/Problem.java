package dev.concierge.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An RFC 9457 problem, {@code application/problem+json}.
 *
 * @param type always {@code about:blank}: the title is the status phrase, programs read the code
 * @param code stable, kebab-case
 * @param traceId finds the request in logs and traces; null where no trace had begun
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String traceId,
        List<FieldError> errors) {
    static Problem of(int status, String code, String detail, List<FieldError> errors) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, code, null, List.copyOf(errors));
    }

    public Problem in(@Nullable String trace) {
        return new Problem(type, title, status, detail, code, trace, errors);
    }
}
