package dev.concierge.event.export;

import dev.concierge.event.history.ScanHistory;
import dev.concierge.event.history.ScanHistory.Place;
import dev.concierge.event.history.ScanHistory.Scan;
import dev.concierge.event.history.ScanHistory.Span;
import dev.concierge.event.history.UserEventView;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.platform.file.FileLines;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.Shares;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The history as lines of JSON, written as they are read. */
@RestController
class ExportController {
    private static final int AT_ONCE = 4;
    /** Who reads slowly keeps a place for as long, so nobody has them all. */
    private static final int OF_ONE_CALLER = 2;

    private static final long MOST = 1_000_000_000;

    private final ScanHistory history;
    private final JsonMapper json;
    private final Clock clock;
    private final Shares places = new Shares(AT_ONCE, OF_ONE_CALLER);

    ExportController(ScanHistory history, JsonMapper json, Clock clock) {
        this.history = history;
        this.json = json;
        this.clock = clock;
    }

    @Operation(
            summary = "Events by their time as lines of JSON, the oldest first;"
                    + " an export that was cut goes on with from and after of its last line")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = FileLines.NDJSON, schema = @Schema(type = "string")))
    @GetMapping(path = "/events/export", produces = FileLines.NDJSON)
    void export(
            @RequestParam Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String userId,
            @Parameter(description = "userEventId of the last line; from is its eventAt then")
                    @RequestParam(required = false)
                    @Nullable
                    UUID after,
            @RequestParam(defaultValue = "" + MOST)
                    @Min(value = 1, message = "a number from 1")
                    @Max(value = MOST, message = "a number up to 1000000000")
                    long limit,
            Caller caller,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Span span = new Span(userId, name, from, Objects.requireNonNullElseGet(to, clock::instant));
        try (Shares.Share _ = places.take(caller.share()).orElseThrow(TooManyExports::new)) {
            response.setContentType(FileLines.NDJSON);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"events.ndjson\"");
            write(history.scan(span, after == null ? null : new Place(from, after)), limit, response.getOutputStream());
        }
    }

    private void write(Scan scan, long limit, OutputStream out) throws IOException {
        long left = limit;
        for (List<Occurrence> page = scan.next(); !page.isEmpty() && left > 0; page = scan.next()) {
            for (Occurrence event : page.subList(0, (int) Math.min(left, page.size()))) {
                out.write(json.writeValueAsBytes(UserEventView.of(event)));
                out.write('\n');
            }
            left -= page.size();
            out.flush();
        }
    }

    private static final class TooManyExports extends Fact {
        TooManyExports() {
            super(
                    Kind.TOO_MANY_REQUESTS,
                    "too-many-exports",
                    AT_ONCE + " exports are under way, or " + OF_ONE_CALLER
                            + " of yours, as many as there may be; ask again when one has ended.");
        }
    }
}
