package dev.concierge.user.user;

import dev.concierge.platform.file.FileLines;
import dev.concierge.platform.file.ImportNotFound;
import dev.concierge.platform.file.RefusedLine;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.StrictJson;
import dev.concierge.user.user.Imports.ImportView;
import dev.concierge.user.user.Imports.Key;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.time.Clock;
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
@RequestMapping("/users/imports")
class ImportController {
    private final ImportUsers importUsers;
    private final Imports imports;
    private final FileLines lines;
    private final Clock clock;

    ImportController(ImportUsers importUsers, Imports imports, StrictJson bodies, Clock clock) {
        this.importUsers = importUsers;
        this.imports = imports;
        this.lines = new FileLines(bodies.mapper(), new GuestRow(bodies.mapper()));
        this.clock = clock;
    }

    @PostMapping(consumes = {FileLines.NDJSON, FileLines.CSV})
    @Operation(summary = "Registers or changes the guests of a file, or of a part of one; goes on where it was left")
    @RequestBody(
            content = {
                @Content(mediaType = FileLines.NDJSON, schema = @Schema(type = "string")),
                @Content(
                        mediaType = FileLines.CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject("email,externalId,attributes.tier\nada@example.com,crm-1,gold"))
            })
    ImportView take(
            Caller caller,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
            @RequestParam @Size(min = 1, max = 200, message = "1 to 200 characters") String requestId,
            @RequestParam(defaultValue = "1") @Min(value = 1, message = "a line from 1") long from,
            @RequestParam(defaultValue = "false") boolean last,
            InputStream body) {
        Key key = new Key(caller.keyspace(), requestId);
        long done = imports.find(key).map(ImportView::linesDone).orElse(0L);
        lines.readOn(mediaType, body, from, done, ImportUsers.STEP, some -> importUsers.take(key, some));
        imports.begin(key, clock.instant()); // of a file without lines
        if (last) {
            imports.complete(key);
        }
        return progress(caller, requestId);
    }

    @GetMapping("/{requestId}")
    @Operation(summary = "How far an import is")
    ImportView progress(Caller caller, @PathVariable String requestId) {
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
