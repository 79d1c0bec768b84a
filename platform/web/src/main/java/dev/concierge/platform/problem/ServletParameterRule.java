package dev.concierge.platform.problem;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.MissingMatrixVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** What is missing from a request, in the exceptions that only the servlet stack has. */
final class ServletParameterRule implements ProblemRule {
    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        return switch (failure) {
            case MissingServletRequestParameterException missing ->
                ParameterRule.missing("?" + missing.getParameterName());
            case MissingRequestHeaderException missing -> ParameterRule.missing(missing.getHeaderName());
            case MissingRequestCookieException missing -> ParameterRule.missing(missing.getCookieName());
            case MissingMatrixVariableException missing -> ParameterRule.missing(";" + missing.getVariableName());
            case MissingServletRequestPartException missing ->
                ParameterRule.missing("/" + missing.getRequestPartName());
            case InvalidParameterException undecodable ->
                ProblemAnswer.of(400, "bad-request", "The query cannot be decoded.");
            case MaxUploadSizeExceededException tooLarge ->
                ProblemAnswer.of(413, BodyTooLarge.CODE, "An uploaded file is too large.");
            case MultipartException unreadable ->
                ProblemAnswer.of(400, "malformed-body", "The multipart body cannot be read.");
            default -> null;
        };
    }
}
