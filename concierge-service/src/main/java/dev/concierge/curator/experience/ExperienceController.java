package dev.concierge.curator.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.TraceId;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ServerHttpObservationFilter;

@RestController
@RequestMapping("/experiences")
class ExperienceController {
    private static final String TAKEN = "The name is taken: the job waits for another one";

    private final TakeJob take;
    private final ChangeJob change;
    private final ExperienceJobs jobs;
    private final Idempotency idempotency;

    ExperienceController(TakeJob take, ChangeJob change, ExperienceJobs jobs, Idempotency idempotency) {
        this.take = take;
        this.change = change;
        this.jobs = jobs;
        this.idempotency = idempotency;
    }

    @Operation(summary = "Create an experience with what it needs; the job is asked for by its requestId")
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    @ApiResponse(
            responseCode = "409",
            description = TAKEN,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = NameTaken.class)))
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Object> create(
            @Valid @RequestBody CreateExperience body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller,
            HttpServletRequest request) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> take.create(caller, body));
        return answer(answer.id(), answer.headers(), request);
    }

    @Operation(summary = "Go on with a job: fill in a draft, or change what was refused and nothing else")
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    @ApiResponse(
            responseCode = "409",
            description = TAKEN,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = NameTaken.class)))
    @PutMapping("/{requestId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Object> resume(
            @PathVariable UUID requestId,
            @Valid @RequestBody CreateExperience body,
            Precondition precondition,
            Caller caller,
            HttpServletRequest request) {
        take.put(caller, requestId, body, precondition);
        return answer(requestId, new HttpHeaders(), request);
    }

    @Operation(summary = "Take an experience back, with all that was made for it")
    @DeleteMapping("/{requestId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView withdraw(@PathVariable UUID requestId, Caller caller) {
        change.withdraw(caller, requestId);
        return JobView.of(jobs.find(requestId).orElseThrow(() -> new JobNotFound(requestId)));
    }

    private ResponseEntity<Object> answer(UUID id, HttpHeaders headers, HttpServletRequest request) {
        ExperienceJob job = jobs.find(id).orElseThrow(() -> new JobNotFound(id));
        Trouble trouble = job.state().trouble();
        URI location = URI.create("/jobs/" + id);
        if (job.state().status() == Status.ACTION_REQUIRED && trouble != null && trouble.isAboutTheName()) {
            return ResponseEntity.status(HttpStatus.CONFLICT)
                    .headers(headers)
                    .location(location)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(NameTaken.of(
                            job, trouble, TraceId.of(ServerHttpObservationFilter.findObservationContext(request))));
        }
        return ResponseEntity.accepted().headers(headers).location(location).body(JobView.of(job));
    }

    /**
     * A problem that says how to go on.
     *
     * @param requestId to be used with the next call
     * @param alternatives names that were free
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NameTaken(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @Nullable String traceId,
            List<FieldError> errors,
            UUID requestId,
            Status jobStatus,
            List<String> alternatives) {
        static NameTaken of(ExperienceJob job, Trouble trouble, @Nullable String trace) {
            return new NameTaken(
                    "about:blank",
                    HttpStatus.CONFLICT.getReasonPhrase(),
                    HttpStatus.CONFLICT.value(),
                    trouble.detail(),
                    trouble.code(),
                    trace,
                    Objects.requireNonNull(trouble.errors()),
                    job.requestId(),
                    job.state().status(),
                    Objects.requireNonNull(trouble.alternatives()));
        }
    }
}
