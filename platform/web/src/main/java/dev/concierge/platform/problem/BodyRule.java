package dev.concierge.platform.problem;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** Bodies that are missing, too large or not what they should be, in both stacks. */
final class BodyRule implements ProblemRule {
    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        return switch (failure) {
            case BodyTooLarge tooLarge -> tooLarge.answer();
            // noticed by whoever reads a body by themselves, such as a file line by line
            case UncheckedIOException wrapped
            when wrapped.getCause() instanceof BodyTooLarge tooLarge -> tooLarge.answer();
            case ContentTooLargeException tooLarge -> tooLarge();
            case DataBufferLimitException tooLarge -> tooLarge();
            case UnreadableBody unreadable -> unreadable(unreadable);
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case DecodingException unreadable -> unreadable(unreadable);
            case ServerWebInputException input when isAboutBody(input) -> unreadable(input);
            default -> null;
        };
    }

    private static boolean isAboutBody(ServerWebInputException input) {
        return input.getCause() instanceof DecodingException
                || (input.getMethodParameter() != null
                        && input.getMethodParameter().hasParameterAnnotation(RequestBody.class));
    }

    private static ProblemAnswer unreadable(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge tooLarge) {
                return tooLarge.answer();
            }
            if (cause instanceof DataBufferLimitException) {
                return tooLarge();
            }
            if (cause instanceof CharacterCodingException) {
                return ProblemAnswer.of(400, "malformed-json", "The body is not UTF-8 (expected: JSON, RFC 8259).");
            }
            if (cause instanceof ZipException || cause instanceof EOFException) {
                return ProblemAnswer.of(400, "malformed-body", "The body is not what its Content-Encoding says.");
            }
            ProblemAnswer answer = cause instanceof JacksonException json ? JsonErrors.answer(json) : null;
            if (answer != null) {
                return answer;
            }
        }
        Throwable cause = failure.getCause();
        return cause == null || (cause instanceof DecodingException && cause.getCause() == null)
                ? ProblemAnswer.of(400, "body-missing", "The request has no body (expected: one).")
                : ProblemAnswer.of(400, "malformed-body", "The body cannot be read.");
    }

    private static ProblemAnswer tooLarge() {
        return ProblemAnswer.of(413, BodyTooLarge.CODE, "The body is larger than this service reads.");
    }
}
