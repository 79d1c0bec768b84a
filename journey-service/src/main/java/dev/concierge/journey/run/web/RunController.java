package dev.concierge.journey.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.store.CountedRefusal;
import dev.concierge.journey.run.store.Refusals;
import dev.concierge.journey.run.store.RunOfGuest;
import dev.concierge.journey.run.store.RunPosition;
import dev.concierge.journey.run.store.RunQuery;
import dev.concierge.journey.run.store.Runs;
import dev.concierge.journey.run.store.Status;
import dev.concierge.journey.run.store.StoredRun;
import dev.concierge.journey.run.store.TimelineEntry;
import dev.concierge.journey.run.store.Timelines;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Runs to read. A guest sees their own: others' are not there. */
@RestController
@RequestMapping("/journeys/runs")
class RunController {
    private final Runs runs;
    private final Timelines timelines;
    private final Refusals refusals;

    RunController(Runs runs, Timelines timelines, Refusals refusals) {
        this.runs = runs;
        this.timelines = timelines;
        this.refusals = refusals;
    }

    @GetMapping
    @Operation(summary = "List runs, the newest first")
    Page<RunView> list(
            Caller caller,
            @RequestParam @Nullable String userId,
            @RequestParam @Nullable String journeyId,
            @RequestParam @Nullable String status,
            PageRequest page) {
        RunQuery query = new RunQuery(
                visible(caller, userId), journeyId == null ? null : new JourneyId(journeyId), status(status));
        return Page.of(runs.list(query, RunPosition.after(page), page.limit()), page, RunPosition::of)
                .map(RunView::of);
    }

    @GetMapping("/refusals")
    @Operation(summary = "Why guests were not let in, and how often")
    Page<RefusalView> refusals(
            Caller caller,
            @RequestParam @Nullable String userId,
            @RequestParam @Nullable String journeyId,
            PageRequest page) {
        Refusals.Position after =
                page.after(3, values -> new Refusals.Position(values.getFirst(), values.get(1), values.getLast()));
        return Page.of(
                        refusals.list(
                                visible(caller, userId),
                                journeyId == null ? null : new JourneyId(journeyId),
                                after,
                                page.limit()),
                        page,
                        last -> Cursor.of(last.userId(), last.journeyId(), last.reason()))
                .map(RefusalView::of);
    }

    @GetMapping("/{runId}")
    @Operation(summary = "Read a run; it is pending until its turn has come")
    RunView read(Caller caller, @PathVariable UUID runId) {
        return RunView.of(find(caller, new RunId(runId)));
    }

    @GetMapping("/{runId}/timeline")
    @Operation(summary = "Why the guest is here: each step with what was evaluated")
    Page<StepView> timeline(Caller caller, @PathVariable UUID runId, PageRequest page) {
        Run run = find(caller, new RunId(runId)).run();
        Timelines.Position after = page.after(
                2, values -> new Timelines.Position(Numbers.count(values.getFirst()), Numbers.count(values.getLast())));
        return Page.of(
                        timelines.list(new RunOfGuest(run.userId(), run.id()), after, page.limit()),
                        page,
                        last -> Cursor.of(
                                last.position().advance(), last.position().step()))
                .map(StepView::of);
    }

    private StoredRun find(Caller caller, RunId id) {
        StoredRun stored = runs.find(id);
        if (stored == null || !caller.maySee(stored.run().userId().value())) {
            throw new RunNotFound(id);
        }
        return stored;
    }

    /** Whose runs to list: a guest's own when none is named. */
    private static @Nullable UserId visible(Caller caller, @Nullable String userId) {
        if (userId == null) {
            return caller.kind() == Caller.Kind.GUEST ? new UserId(caller.subject()) : null;
        }
        UserId wanted = new UserId(userId);
        if (!caller.maySee(userId)) {
            throw new GuestNotFound(wanted);
        }
        return wanted;
    }

    private static @Nullable Status status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Status.values())
                .filter(status -> status.written().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("?status", text + " (expected: pending, waiting or exited)"));
    }

    /**
     * How often a guest was not let in for one reason, to outsiders.
     *
     * @param reason reentry, live, rate, journey-closed, journey-unknown or version-unknown
     * @param lastCause the event, or the run that was asked for
     */
    record RefusalView(
            String userId,
            String journeyId,
            String reason,
            long times,
            Instant firstAt,
            Instant lastAt,
            UUID lastCause) {
        static RefusalView of(CountedRefusal refusal) {
            return new RefusalView(
                    refusal.userId(),
                    refusal.journeyId(),
                    refusal.reason(),
                    refusal.times(),
                    refusal.firstAt(),
                    refusal.lastAt(),
                    refusal.lastCause());
        }
    }

    /** A line of a run's timeline to outsiders. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(Instant at, String what, @Nullable String node, JsonNode detail) {
        static StepView of(TimelineEntry entry) {
            return new StepView(entry.at(), entry.what(), entry.node(), entry.detail());
        }
    }
}
