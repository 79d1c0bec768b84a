package dev.concierge.user.export;

import dev.concierge.user.UserId;
import dev.concierge.user.UserNotFound;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class ExportController {
    private final GuestRecords records;
    private final Clock clock;

    ExportController(GuestRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * What is kept of a guest.
     *
     * @param records here, by kind
     * @param elsewhere where other services show the guest what they keep
     */
    record ExportView(String userId, Instant exportedAt, Map<String, List<JsonNode>> records, List<String> elsewhere) {}

    @GetMapping("/users/{userId}/export")
    @Operation(summary = "All that is kept here of a guest, as a file, and where the rest is")
    ResponseEntity<ExportView> export(@PathVariable String userId) {
        UserId id = UserId.named(userId);
        Map<String, List<JsonNode>> found = records.of(id);
        if (Objects.requireNonNull(found.get("users")).isEmpty()) {
            throw new UserNotFound(userId);
        }
        ContentDisposition file = ContentDisposition.attachment()
                .filename("guest-" + id + ".json")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(new ExportView(userId, clock.instant(), found, elsewhere(id)));
    }

    private static List<String> elsewhere(UserId id) {
        return List.of(
                "/users/" + id + "/events",
                "/journeys/runs?userId=" + id,
                "/inbox/" + id,
                "/bookings",
                "/dating/events");
    }
}
