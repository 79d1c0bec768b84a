package dev.concierge.journey.run.web;

import dev.concierge.journey.engine.RunId;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.idempotency.Idempotency.Answer;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Commands on runs: accepted here, applied in the guest's stream. */
@RestController
class RunCommandController {
    private static final String BY_REQUEST = "cancelled";

    private final InitiateJourney initiateJourney;
    private final CancelRun cancelRun;
    private final Idempotency idempotency;

    RunCommandController(InitiateJourney initiateJourney, CancelRun cancelRun, Idempotency idempotency) {
        this.initiateJourney = initiateJourney;
        this.cancelRun = cancelRun;
        this.idempotency = idempotency;
    }

    @PostMapping("/initiateJourney")
    @Operation(summary = "Start a run for a guest; the id in the answer is final")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Accepted> initiate(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody @Valid Initiate request) {
        Answer answer = idempotency.once(
                caller.keyspace(),
                key == null ? request.requestId() : key,
                request,
                () -> initiateJourney.initiate(request).value());
        return accepted(answer);
    }

    @PostMapping("/journeys/runs/{runId}/cancel")
    @Operation(summary = "End a run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Accepted> cancel(
            Caller caller,
            @PathVariable UUID runId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Valid @Nullable Cancel request) {
        String reason = request == null ? BY_REQUEST : request.reason();
        Answer answer = idempotency.once(
                caller.keyspace(),
                key,
                Map.of("cancel", runId, "reason", reason),
                () -> cancelRun.cancel(new RunId(runId), reason).value());
        return accepted(answer);
    }

    private static ResponseEntity<Accepted> accepted(Answer answer) {
        return ResponseEntity.accepted().headers(answer.headers()).body(new Accepted(answer.id()));
    }

    record Accepted(UUID runId) {}

    /** Asks to end a run. */
    record Cancel(@NotBlank @Size(max = 100) String reason) {}
}
