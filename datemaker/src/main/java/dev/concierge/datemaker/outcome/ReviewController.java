package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEventNotFound;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.history.EventLog;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators look at once an event is over, or goes wrong. */
@RestController
@RequestMapping("/dating")
class ReviewController {
    private final Reports reports;
    private final Statistics statistics;
    private final EventLog log;
    private final DateEvents events;
    private final Clock clock;

    ReviewController(Reports reports, Statistics statistics, EventLog log, DateEvents events, Clock clock) {
        this.reports = reports;
        this.statistics = statistics;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    record ReviewReport(@NotNull Reports.Verdict verdict) {}

    @Operation(summary = "List reports, those that nobody has reviewed unless told otherwise")
    @GetMapping("/reports")
    Page<Reports.Report> list(@RequestParam(defaultValue = "true") boolean open, PageRequest page) {
        Place place = Objects.requireNonNullElse(page.after(2, Place::of), Place.FIRST);
        List<Reports.Report> rows = reports.after(open, place.at(), place.report(), page.limit() + 1);
        return Page.of(rows, page, last -> Cursor.of(last.reportedAt(), last.reportId()));
    }

    @Operation(summary = "Say whether a report was right")
    @PostMapping("/reports/{report}/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void review(@PathVariable UUID report, @Valid @RequestBody ReviewReport body, Caller caller) {
        reports.review(report, body.verdict(), caller.subject(), clock.instant());
    }

    @Operation(summary = "What an event came to")
    @GetMapping("/events/{event}/statistics")
    Statistics.Counts statistics(@PathVariable UUID event) {
        requireEvent(event);
        return statistics.of(event).orElseThrow(() -> Refusal.noStatistics(event));
    }

    @Operation(summary = "Export the log of an event: who came, missed, met, chose, and every step")
    @GetMapping("/events/{event}/log")
    Page<EventLog.Entry> log(@PathVariable UUID event, PageRequest page) {
        requireEvent(event);
        long after = Objects.requireNonNullElse(page.after(text -> Numbers.whole(text, 0, Long.MAX_VALUE)), 0L);
        return Page.of(log.after(event, after, page.limit() + 1), page, last -> Cursor.of(last.entry()));
    }

    private void requireEvent(UUID event) {
        if (events.findById(new DateEventId(event)).isEmpty()) {
            throw new DateEventNotFound(event);
        }
    }

    /** Where a page begins: after this report. */
    private record Place(Instant at, UUID report) {
        static final Place FIRST = new Place(Instant.EPOCH, new UUID(0, 0));

        static Place of(List<String> cursor) {
            return new Place(Times.instant(cursor.getFirst()), Numbers.uuid(cursor.getLast()));
        }
    }
}
