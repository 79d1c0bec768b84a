package dev.concierge.curator.experience;

import dev.concierge.platform.problem.FieldError;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Another service cannot make its part as it was asked for. */
final class PartRefused extends RuntimeException {
    private final Trouble trouble;

    private PartRefused(Trouble trouble, Throwable cause) {
        super(trouble.detail(), cause);
        this.trouble = trouble;
    }

    /**
     * What to throw: the refusal itself where it is not final.
     *
     * @param pointers turns a place in the other's body into one in the job's
     * @param fields what may be changed about it
     */
    static RuntimeException by(HttpClientErrorException refusal, UnaryOperator<String> pointers, List<String> fields) {
        if (!isFinal(refusal)) {
            return refusal;
        }
        JsonNode problem = read(refusal.getResponseBodyAsByteArray());
        List<FieldError> faults = problem.path("errors")
                .valueStream()
                .map(error -> new FieldError(
                        pointers.apply(error.path("pointer").asString("")),
                        error.path("detail").asString("")))
                .toList();
        Trouble trouble = new Trouble(
                problem.path("code").asString("refused"),
                problem.path("detail").asString("The part was refused."),
                faults,
                fields,
                List.of());
        return new PartRefused(trouble, refusal);
    }

    private static JsonNode read(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException noProblem) {
            return MissingNode.getInstance();
        }
    }

    /** A refusal of this very request: others would be taken, and this one will never be. */
    private static boolean isFinal(HttpClientErrorException refusal) {
        return switch (refusal.getStatusCode().value()) {
            case 400, 404, 409, 410, 413, 422 -> true;
            // 403, 408, 425, 429: of a setting that is missing, or of the moment
            default -> false;
        };
    }

    Trouble trouble() {
        return trouble;
    }
}
