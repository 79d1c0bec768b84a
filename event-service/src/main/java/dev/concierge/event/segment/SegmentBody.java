package dev.concierge.event.segment;

import dev.concierge.event.door.CountRefused;
import dev.concierge.platform.input.Given;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A body, read once: by who asks for its write key first. Browsers send it as text, to be spared a preflight. */
final class SegmentBody {
    private static final String READ = SegmentBody.class.getName();

    private SegmentBody() {}

    static Given of(HttpServletRequest request, StrictJson json) throws IOException {
        if (request.getAttribute(READ) instanceof Given read) {
            return read;
        }
        Given read = json.read(request.getInputStream().readAllBytes(), Given.class);
        request.setAttribute(READ, read);
        CountRefused.noteItems(request, Math.max(read.tree().path("batch").size(), 1));
        return read;
    }

    /** Of a single message: nothing in it may be unfit to be kept. */
    static JsonNode whole(Given body) {
        if (!body.faults().isEmpty()) {
            List<FieldError> errors = body.faults().stream()
                    .map(fault -> new FieldError(
                            "/" + String.join("/", fault.path()),
                            fault.value() + " (expected: " + fault.expectation() + ")"))
                    .toList();
            throw new InvalidInput(errors);
        }
        return body.tree();
    }
}
