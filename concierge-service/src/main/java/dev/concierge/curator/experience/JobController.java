package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/jobs")
class JobController {
    /** Of the newest job that can ever be. */
    private static final UUID LAST = new UUID(-1, -1);

    private final ExperienceJobs jobs;
    private final ChangeJob change;

    JobController(ExperienceJobs jobs, ChangeJob change) {
        this.jobs = jobs;
        this.change = change;
    }

    @Operation(summary = "List jobs, newest first; a guest sees those they act in or own")
    @GetMapping
    Page<JobView> list(
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable @Size(max = 200) String actor,
            @RequestParam(required = false) @Nullable @Size(max = 64) String owner,
            @RequestParam(required = false) @Nullable @Size(max = 200) String name,
            PageRequest page,
            Caller caller) {
        UUID before = Objects.requireNonNullElse(page.after(Numbers::uuid), LAST);
        String party = caller.kind() == Caller.Kind.GUEST ? caller.subject() : null;
        ExperienceJobs.Wanted wanted =
                new ExperienceJobs.Wanted(status, actor, owner, name, party, List.copyOf(caller.businesses()));
        return Page.of(jobs.list(wanted, before, page.limit()), page, last -> Cursor.of(last.requestId()))
                .map(JobView::of);
    }

    @Operation(summary = "Read what became of a job")
    @GetMapping("/{requestId}")
    JobView read(@PathVariable UUID requestId, Caller caller) {
        return jobs.find(requestId)
                .filter(job -> JobRights.maySee(caller, job))
                .map(JobView::of)
                .orElseThrow(() -> new JobNotFound(requestId));
    }

    @Operation(summary = "Cancel a job that is not done; what was made so far is taken back")
    @PostMapping("/{requestId}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView cancel(@PathVariable UUID requestId, Caller caller) {
        change.cancel(caller, requestId);
        return read(requestId, caller);
    }

    @Operation(summary = "Try again at once what waits for another service, or anew what has failed")
    @PostMapping("/{requestId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    JobView retry(@PathVariable UUID requestId, Caller caller) {
        change.retry(caller, requestId);
        return read(requestId, caller);
    }

    @Operation(summary = "Say whether what somebody else wants to create for you may be")
    @PostMapping("/{requestId}/consent")
    JobView consent(@PathVariable UUID requestId, @Valid @RequestBody SayConsent body, Caller caller) {
        change.consent(caller, requestId, Objects.requireNonNull(body.given()));
        return read(requestId, caller);
    }

    record SayConsent(@NotNull Boolean given) {}
}
