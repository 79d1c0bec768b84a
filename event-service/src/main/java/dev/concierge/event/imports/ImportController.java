package dev.concierge.event.imports;

import dev.concierge.event.imports.EventImports.EventImport;
import dev.concierge.event.imports.EventImports.Key;
import dev.concierge.platform.file.FileLines;
import dev.concierge.platform.file.ImportNotFound;
import dev.concierge.platform.file.RefusedLine;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.StrictJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes a file part by part, as large as a body may be; the requestId is the key that makes a repetition harmless. */
@RestController
@RequestMapping("/events/imports")
class ImportController {
    private static final long MOST_LINES = 1_000_000_000;

    private final ImportEvents importEvents;
    private final EventImports imports;
    private final FileLines lines;

    ImportController(ImportEvents importEvents, EventImports imports, StrictJson bodies) {
        this.importEvents = importEvents;
        this.imports = imports;
        this.lines = new FileLines(bodies.mapper(), new EventRow());
    }

    @PostMapping(consumes = {FileLines.NDJSON, FileLines.CSV})
    @Operation(
            summary = "Captures the events of a file, or of a part of one, and goes on where it was left;"
                    + " journeys are told of them only when asked for")
    @RequestBody(
            content = {
                @Content(mediaType = FileLines.NDJSON, schema = @Schema(type = "string")),
                @Content(
                        mediaType = FileLines.CSV,
                        schema = @Schema(type = "string"),
                        examples =
                                @ExampleObject(
                                        "userId,eventName,eventTime,attributes.offerId\nu-1,offer_viewed,2026-01-01T00:00:00Z,o-1"))
            })
    EventImport take(
            Caller caller,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
            @RequestParam @Size(min = 1, max = 200, message = "1 to 200 characters") String requestId,
            @RequestParam(defaultValue = "1")
                    @Min(value = 1, message = "a line from 1")
                    @Max(value = MOST_LINES, message = "a line up to 1000000000")
                    long from,
            @RequestParam(defaultValue = "false") boolean last,
            @RequestParam(defaultValue = "false") boolean journeys,
            InputStream body) {
        Key key = new Key(caller.keyspace(), requestId);
        long done = imports.find(key).map(EventImport::linesDone).orElse(0L);
        lines.readOn(
                mediaType,
                body,
                from,
                done,
                ImportEvents.STEP,
                some -> importEvents.take(caller, key, some, !journeys));
        if (last) {
            imports.complete(key);
        }
        return progress(caller, requestId);
    }

    @GetMapping("/{requestId}")
    @Operation(summary = "How far an import is")
    EventImport progress(Caller caller, @PathVariable String requestId) {
        return imports.find(new Key(caller.keyspace(), requestId)).orElseThrow(() -> new ImportNotFound(requestId));
    }

    @GetMapping("/{requestId}/refusals")
    @Operation(summary = "The lines that were refused, and why")
    Page<RefusedLine> refusals(Caller caller, @PathVariable String requestId, PageRequest page) {
        long after = Objects.requireNonNullElse(page.after(text -> Numbers.whole(text, 0, Long.MAX_VALUE)), 0L);
        progress(caller, requestId);
        List<RefusedLine> rows = imports.refusals(new Key(caller.keyspace(), requestId), after, page.limit());
        return Page.of(rows, page, line -> Cursor.of(line.line()));
    }
}
