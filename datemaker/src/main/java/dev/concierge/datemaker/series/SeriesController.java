package dev.concierge.datemaker.series;

import dev.concierge.datemaker.event.EventTemplate;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/dating/series")
class SeriesController {
    private final SeriesOfEvents series;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    SeriesController(
            SeriesOfEvents series, Idempotency idempotency, TransactionTemplate transaction, Ids ids, Clock clock) {
        this.series = series;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param rule RFC 5545, such as {@code FREQ=WEEKLY;BYDAY=FR}
     * @param startsAt the first start
     * @param zone the venue's, IANA: every event starts at the same time of its clock
     */
    record CreateSeries(
            @Schema(example = "FREQ=WEEKLY;BYDAY=FR") @NotNull @Size(min = 6, max = 500)
            String rule,

            @NotNull Instant startsAt,

            @Schema(type = "string", example = "Europe/Berlin") @NotNull
            ZoneId zone,

            @NotNull @Valid EventTemplate event) {}

    /**
     * @param firstAt by the venue's clock
     * @param endedAt null while it goes on
     */
    record SeriesView(
            UUID seriesId,
            String rule,

            @Schema(implementation = String.class, example = "2026-12-04T19:00:00")
            LocalDateTime firstAt,

            String zone,
            EventTemplate event,
            @Nullable Instant endedAt) {
        static SeriesView of(Series series) {
            return new SeriesView(
                    series.id(),
                    series.rule(),
                    series.firstAt(),
                    series.zone().getId(),
                    series.template(),
                    series.endedAt());
        }
    }

    @Operation(summary = "Let events come back by a rule; they are planned some weeks ahead")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SeriesView> create(
            @Valid @RequestBody CreateSeries body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, body, () -> create(body));
        return ResponseEntity.created(URI.create("/dating/series/" + answer.id()))
                .headers(answer.headers())
                .body(read(answer.id()));
    }

    private UUID create(CreateSeries body) {
        Instant now = clock.instant();
        if (!body.startsAt().isAfter(now)) {
            throw new InvalidInput("/startsAt", body.startsAt() + " (expected: a time to come)");
        }
        body.event().check("/event");
        LocalDateTime first =
                LocalDateTime.ofInstant(body.startsAt(), body.zone()).withNano(0);
        Recurrence recurrence = Recurrence.checked(body.rule(), first);
        UUID id = ids.next();
        series.save(new Series(new SeriesId(id), recurrence, first, body.zone(), body.event(), now));
        return id;
    }

    @Operation(summary = "List the series of date events")
    @GetMapping
    Page<SeriesView> list(PageRequest page) {
        UUID after = Objects.requireNonNullElse(page.after(Numbers::uuid), new UUID(0, 0));
        return Page.of(series.after(after, Limit.of(page.limit() + 1)), page, last -> Cursor.of(last.id()))
                .map(SeriesView::of);
    }

    @Operation(summary = "Read a series")
    @GetMapping("/{series}")
    SeriesView read(@PathVariable("series") UUID id) {
        return series.findById(new SeriesId(id)).map(SeriesView::of).orElseThrow(() -> new SeriesNotFound(id));
    }

    @Operation(summary = "Plan no more events of a series; those that are planned stay")
    @DeleteMapping("/{series}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable("series") UUID id) {
        transaction.executeWithoutResult(_ -> {
            Series ended = series.findById(new SeriesId(id)).orElseThrow(() -> new SeriesNotFound(id));
            ended.end(clock.instant());
            series.save(ended);
        });
    }

    private static final class SeriesNotFound extends Fact {
        private SeriesNotFound(UUID series) {
            super(Kind.NOT_FOUND, "series-not-found", "There is no series " + series + ".");
        }
    }
}
