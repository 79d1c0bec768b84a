package dev.concierge.event.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param accepted how many items are durable now
 * @param results one per item, in its order
 */
public record BatchAnswer(int accepted, List<Result> results) {
    static BatchAnswer of(List<Result> results) {
        return new BatchAnswer((int) results.stream().filter(Result::isAccepted).count(), results);
    }

    /**
     * Either an id or a problem.
     *
     * @param warnings what does not fit the schema of its name, of what was taken nevertheless
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Result(
            int index, @Nullable UUID eventId, @Nullable Problem problem, List<FieldError> warnings) {
        static Result accepted(int index, UUID eventId, List<FieldError> warnings) {
            return new Result(index, eventId, null, warnings);
        }

        static Result rejected(int index, Problem problem) {
            return new Result(index, null, problem, List.of());
        }

        private boolean isAccepted() {
            return eventId != null;
        }
    }
}
