package dev.concierge.event.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.platform.problem.FieldError;
import java.util.List;
import java.util.UUID;

/**
 * The id of what was captured.
 *
 * @param warnings what does not fit the schema of its name
 */
public record CapturedView(
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> warnings) {}
