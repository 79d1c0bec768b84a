package dev.concierge.platform.problem;

import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * A problem and the headers that go with it.
 *
 * @param headers such as Retry-After, Allow, WWW-Authenticate
 */
public record ProblemAnswer(Problem problem, HttpHeaders headers) {
    /** A failure that says itself how it is answered; for what no {@link Fact} has a kind for. */
    public interface Source {
        ProblemAnswer answer();
    }

    public static ProblemAnswer of(int status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    public static ProblemAnswer of(int status, String code, String detail, List<FieldError> errors) {
        return new ProblemAnswer(Problem.of(status, code, detail, errors), new HttpHeaders());
    }

    static ProblemAnswer invalidInput(List<FieldError> errors) {
        return of(new InvalidInput(errors));
    }

    static ProblemAnswer of(Fact fact) {
        ProblemAnswer answer = of(fact.kind().status(), fact.code(), fact.detail(), fact.errors());
        fact.headers().forEach(answer.headers()::set);
        return switch (fact.kind()) {
            case UNAVAILABLE, TOO_MANY_REQUESTS ->
                answer.with(
                        HttpHeaders.RETRY_AFTER, Long.toString(fact.retryAfter().toSeconds()));
            case UNAUTHENTICATED -> answer.with(HttpHeaders.WWW_AUTHENTICATE, challenge(fact.code()));
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, PRECONDITION_FAILED, UNPROCESSABLE, PRECONDITION_REQUIRED ->
                answer;
        };
    }

    /** A store or a broker does not answer now. */
    public static ProblemAnswer unavailable(String what) {
        return of(503, "unavailable", "The " + what + " does not answer now.").with(HttpHeaders.RETRY_AFTER, "1");
    }

    public ProblemAnswer with(String header, String value) {
        HttpHeaders more = new HttpHeaders();
        more.addAll(headers);
        more.set(header, value);
        return new ProblemAnswer(problem, more);
    }

    /** RFC 6750: no error code when no token was sent. */
    private static String challenge(String code) {
        return code.equals("invalid-token") ? "Bearer error=\"invalid_token\"" : "Bearer";
    }

    public boolean isServerError() {
        return problem.status() == 500;
    }
}
