package dev.concierge.event.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.event.capture.BatchAnswer;
import dev.concierge.event.capture.Capture;
import dev.concierge.event.capture.CaptureRequest;
import dev.concierge.platform.input.Given;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.problem.Problem;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.StrictJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The calls of Segment's HTTP API, under the names of its servers' clients and the short ones of its browser's. */
@RestController
class SegmentController {
    private static final String EXAMPLE = """
            {"userId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "event": "offer viewed", "properties": {"offerId": "o-1"},
             "messageId": "m-1", "timestamp": "2026-11-22T09:00:00Z", "sentAt": "2026-11-22T09:00:01Z"}""";
    private static final String ONE = """
            {"userId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "messageId": "m-1"}""";
    private static final String BATCH = """
            {"batch": [{"type": "track", "userId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "event": "offer viewed"}]}""";

    private final Capture capture;
    private final StrictJson json;

    SegmentController(Capture capture, StrictJson json) {
        this.capture = capture;
        this.json = json;
    }

    @Operation(summary = "Segment's track: an event under its own name")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(EXAMPLE)))
    @PostMapping({"/v1/track", "/v1/t"})
    SegmentAnswer track(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return one(SegmentCall.TRACK, caller, request);
    }

    @Operation(summary = "Segment's identify: the event segment identify, without personal traits; no profile changes")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(ONE)))
    @PostMapping({"/v1/identify", "/v1/i"})
    SegmentAnswer identify(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return one(SegmentCall.IDENTIFY, caller, request);
    }

    @Operation(summary = "Segment's page: the event segment page")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(ONE)))
    @PostMapping({"/v1/page", "/v1/p"})
    SegmentAnswer page(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return one(SegmentCall.PAGE, caller, request);
    }

    @Operation(summary = "Segment's screen: the event segment screen")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(ONE)))
    @PostMapping({"/v1/screen", "/v1/s"})
    SegmentAnswer screen(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return one(SegmentCall.SCREEN, caller, request);
    }

    @Operation(summary = "Segment's group: the event segment group; no group is kept")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(ONE)))
    @PostMapping({"/v1/group", "/v1/g"})
    SegmentAnswer group(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return one(SegmentCall.GROUP, caller, request);
    }

    @Operation(summary = "Segment's alias: the event segment alias; no guests are merged")
    @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(ONE)))
    @PostMapping({"/v1/alias", "/v1/a"})
    SegmentAnswer alias(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return one(SegmentCall.ALIAS, caller, request);
    }

    @Operation(summary = "Segment's batch: up to 1000 messages, each judged on its own")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(BATCH)))
    @PostMapping({"/v1/batch", "/v1/b"})
    SegmentAnswer batch(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return many(false, caller, request);
    }

    @Operation(summary = "Segment's import: history, with its times as they are, of which no journey hears")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(BATCH)))
    @PostMapping("/v1/import")
    SegmentAnswer history(Caller caller, @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return many(true, caller, request);
    }

    private SegmentAnswer one(SegmentCall call, Caller caller, HttpServletRequest request) throws IOException {
        JsonNode body = SegmentBody.whole(SegmentBody.of(request, json));
        capture.one(new SegmentForm(call, null, false), new CaptureRequest(caller, null), body);
        return new SegmentAnswer(true, null);
    }

    private SegmentAnswer many(boolean isHistory, Caller caller, HttpServletRequest request) throws IOException {
        Given body = SegmentBody.of(request, json);
        SegmentForm form = new SegmentForm(null, sentAt(body.tree()), isHistory);
        BatchAnswer answer = capture.many(form, new CaptureRequest(caller, null, isHistory), body);
        List<SegmentAnswer.Rejected> rejected = answer.results().stream()
                .filter(result -> result.problem() != null)
                .map(result -> new SegmentAnswer.Rejected(result.index(), Objects.requireNonNull(result.problem())))
                .toList();
        return new SegmentAnswer(rejected.isEmpty(), rejected.isEmpty() ? null : rejected);
    }

    private static @Nullable Instant sentAt(JsonNode body) {
        JsonNode given = body.path("sentAt");
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        Instant time = SegmentTime.read(given);
        if (time == null) {
            throw new InvalidInput("/sentAt", given + " (expected: " + SegmentTime.EXPECTATION + ")");
        }
        return time;
    }

    /**
     * What clients of the protocol look at is the status alone.
     *
     * @param success whether every message was taken
     * @param rejected those that were not; the others were
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SegmentAnswer(boolean success, @Nullable List<Rejected> rejected) {
        record Rejected(int index, Problem problem) {}
    }
}
