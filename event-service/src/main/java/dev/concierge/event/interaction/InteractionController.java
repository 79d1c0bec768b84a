package dev.concierge.event.interaction;

import dev.concierge.event.capture.BatchAnswer;
import dev.concierge.event.capture.Capture;
import dev.concierge.event.capture.CaptureRequest;
import dev.concierge.event.capture.CapturedView;
import dev.concierge.platform.input.Given;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class InteractionController {
    private static final InteractionForm FORM = new InteractionForm();

    private final Capture capture;

    InteractionController(Capture capture) {
        this.capture = capture;
    }

    @Operation(summary = "Captures an interaction: durable in Kafka when answered")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(InteractionForm.EXAMPLE)))
    @PostMapping(path = "/interactions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    CapturedView one(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return capture.one(FORM, new CaptureRequest(caller, key), body);
    }

    @Operation(summary = "Captures up to 1000 interactions, each judged on its own")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"interactions\": [" + InteractionForm.EXAMPLE + "]}")))
    @PostMapping(path = "/interactions/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    BatchAnswer batch(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Given body) {
        return capture.many(FORM, new CaptureRequest(caller, key), body);
    }
}
