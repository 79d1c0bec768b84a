package dev.concierge.user.export;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.records.ReadPersonalRecords.PersonalRecord;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.Shares;
import dev.concierge.user.identity.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

@RestController
class ExportController {
    /** Services that did not answer when the file was begun, by commas. */
    private static final String MISSING = "Export-Missing";

    private static final int AT_ONCE = 4;
    /** Who reads slowly keeps a place for as long, so nobody has them all. */
    private static final int OF_ONE_CALLER = 2;

    private final CollectRecords collectRecords;
    private final JsonMapper json;
    private final Clock clock;
    private final Shares places = new Shares(AT_ONCE, OF_ONE_CALLER);

    ExportController(CollectRecords collectRecords, JsonMapper json, Clock clock) {
        this.collectRecords = collectRecords;
        this.json = json;
        this.clock = clock;
    }

    /**
     * All that is kept of a guest, read page by page while the fleet goes on.
     *
     * @param records by service
     * @param missing whose records are not all there, and why
     * @param complete whether none is; the last field, so that a file which was cut off has none
     */
    record ExportView(
            String userId,
            Instant exportedAt,
            Map<String, List<PersonalRecord>> records,
            List<MissingPart> missing,
            boolean complete) {}

    /** A service that did not tell all it keeps. */
    record MissingPart(String service, String reason) {}

    @GetMapping(path = "/users/{userId}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "All that the fleet keeps of a guest, as one file; services that do not answer are named in it")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ExportView.class)))
    void export(@PathVariable String userId, Caller caller, HttpServletResponse response) throws IOException {
        UserId id = UserId.named(userId);
        collectRecords.requireKnown(id); // who asks for nobody is told so, and takes nobody's place
        try (Shares.Share _ = places.take(caller.share()).orElseThrow(ExportsBusy::new)) {
            List<Part> parts = collectRecords.of(id);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("guest-" + id + ".json")
                            .build()
                            .toString());
            String missing = parts.stream()
                    .filter(part -> part.trouble().isPresent())
                    .map(Part::service)
                    .collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                response.setHeader(MISSING, missing);
            }
            try (JsonGenerator file = json.createGenerator(response.getOutputStream())) {
                write(id, parts, file);
            }
        }
    }

    private void write(UserId id, List<Part> parts, JsonGenerator file) {
        file.writeStartObject();
        file.writeStringProperty("userId", id.toString());
        file.writeStringProperty("exportedAt", clock.instant().toString());
        file.writeName("records").writeStartObject();
        for (Part part : parts) {
            file.writeName(part.service()).writeStartArray();
            for (List<PersonalRecord> page = part.nextPage(); page != null; page = part.nextPage()) {
                page.forEach(file::writePOJO);
                file.flush();
            }
            file.writeEndArray();
        }
        file.writeEndObject();
        List<MissingPart> missing = parts.stream()
                .flatMap(part -> part.trouble().map(why -> new MissingPart(part.service(), why)).stream())
                .toList();
        file.writePOJOProperty("missing", missing);
        file.writeBooleanProperty("complete", missing.isEmpty());
        file.writeEndObject();
    }

    /** Files are made one after the other, as each asks the whole fleet; ask again in a moment. */
    private static final class ExportsBusy extends Fact {
        ExportsBusy() {
            super(
                    Kind.UNAVAILABLE,
                    "exports-busy",
                    "As many files are being made as may be at once; try again in a minute.");
        }
    }
}
