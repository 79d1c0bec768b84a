package dev.concierge.platform.problem;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;

/** Turns whatever ended a request into its problem. */
public final class Problems {
    private final List<ProblemRule> rules;

    public Problems(List<ProblemRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The problem of a failure, for answers that carry problems of single items. */
    public Problem of(Throwable failure) {
        return answer(failure).problem();
    }

    public ProblemAnswer answer(Throwable wrapped) {
        Throwable failure = unwrapped(wrapped);
        if (failure instanceof Fact fact) {
            return ProblemAnswer.of(fact);
        }
        if (failure instanceof ProblemAnswer.Source source) {
            return source.answer();
        }
        for (ProblemRule rule : rules) {
            ProblemAnswer answer = rule.answer(failure);
            if (answer != null) {
                return answer;
            }
        }
        if (failure instanceof ErrorResponse response
                && response.getStatusCode().value() != 500) {
            return ofStatus(response.getStatusCode(), response.getBody().getDetail(), response.getHeaders());
        }
        return ProblemAnswer.of(500, "internal", "The request failed here; the trace id finds it in the logs.");
    }

    public static ProblemAnswer ofStatus(HttpStatusCode status, @Nullable String detail, HttpHeaders headers) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String phrase = known == null ? "Error" : known.getReasonPhrase();
        String code = status.value() == 500
                ? "internal"
                : phrase.toLowerCase(Locale.ROOT).replace(' ', '-');
        ProblemAnswer answer = ProblemAnswer.of(status.value(), code, detail == null ? phrase + "." : detail);
        return new ProblemAnswer(answer.problem(), headers);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure.getClass().getName().equals("jakarta.servlet.ServletException");
        return wraps && cause != null ? unwrapped(cause) : failure;
    }
}
