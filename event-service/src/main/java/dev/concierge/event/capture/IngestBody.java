package dev.concierge.event.capture;

import dev.concierge.platform.problem.InvalidInput;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON body of an ingest request, never more of it than the limit. */
public final class IngestBody {
    private final JsonMapper mapper;
    private final int limit;

    IngestBody(JsonMapper mapper, int limit) {
        this.mapper = mapper;
        this.limit = limit;
    }

    public JsonNode of(HttpServletRequest request) {
        byte[] bytes = bytes(request);
        try {
            return mapper.readTree(bytes);
        } catch (JacksonException notJson) {
            throw new InvalidInput("", notJson.getOriginalMessage() + " (expected: JSON)");
        }
    }

    private byte[] bytes(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new ResponseStatusException(
                        HttpStatus.CONTENT_TOO_LARGE, "The body has more than " + limit + " bytes.");
            }
            return bytes;
        } catch (IOException cut) {
            throw new UncheckedIOException("The sender went away within the body", cut);
        }
    }
}
