package dev.concierge.hub.inbound;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class ResourceNotificationController {
    private final SendResourceUpdate updates;

    ResourceNotificationController(SendResourceUpdate updates) {
        this.updates = updates;
    }

    @PostMapping("/api/notifications")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema =
                                    @Schema(
                                            type = "object",
                                            requiredProperties = {"type", "businessId", "locationId"},
                                            additionalProperties = Schema.AdditionalPropertiesValue.TRUE),
                            schemaProperties = {
                                @SchemaProperty(name = "type", schema = @Schema(pattern = ResourceNotification.NAME)),
                                @SchemaProperty(
                                        name = "businessId",
                                        schema = @Schema(pattern = ResourceNotification.NAME)),
                                @SchemaProperty(
                                        name = "locationId",
                                        schema = @Schema(pattern = ResourceNotification.NAME))
                            }))
    @Operation(summary = "Show a resource's change on the live channels of its location and business")
    ResponseEntity<Map<String, String>> notify(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Idempotency.Answer answer = updates.send(caller, key, ResourceNotification.of(body));
        return ResponseEntity.ok()
                .headers(answer.headers())
                .body(Map.of("status", "ok", "message", "Notification processed"));
    }

    @GetMapping("/api/health")
    @Operation(summary = "Whether the hub answers, as the first hub said it")
    Map<String, String> health() {
        return Map.of("status", "ok");
    }
}
