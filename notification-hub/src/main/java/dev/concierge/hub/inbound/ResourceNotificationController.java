package dev.concierge.hub.inbound;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.input.Exact;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ResourceNotificationController {
    private final SendResourceUpdate updates;

    ResourceNotificationController(SendResourceUpdate updates) {
        this.updates = updates;
    }

    @PostMapping("/api/notifications")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            description = "One, or an array of them, or {notifications: [...]}: all are shown or none",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema =
                                    @Schema(
                                            type = "object",
                                            requiredProperties = {"type", "businessId", "locationId"},
                                            additionalProperties = Schema.AdditionalPropertiesValue.TRUE),
                            schemaProperties = {
                                @SchemaProperty(
                                        name = "type",
                                        schema =
                                                @Schema(
                                                        type = "string",
                                                        allowableValues = {
                                                            "resource_created",
                                                            "resource_updated",
                                                            "resource_patched",
                                                            "resource_deleted"
                                                        })),
                                @SchemaProperty(
                                        name = "businessId",
                                        schema = @Schema(pattern = ResourceNotification.NAME)),
                                @SchemaProperty(
                                        name = "locationId",
                                        schema = @Schema(pattern = ResourceNotification.NAME)),
                                @SchemaProperty(
                                        name = "resourceId",
                                        schema = @Schema(pattern = ResourceNotification.NAME)),
                                @SchemaProperty(
                                        name = "timestamp",
                                        schema = @Schema(type = "string", format = "date-time")),
                                @SchemaProperty(
                                        name = "seq",
                                        schema = @Schema(type = "integer", format = "int64", minimum = "0"))
                            }))
    @Operation(summary = "Show changes of resources on the live channels of their location and business")
    ResponseEntity<Map<String, String>> notify(
            @RequestBody Exact body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        List<ResourceNotification> notifications = ResourceNotification.of(body.tree());
        Idempotency.Answer answer = updates.send(caller, key, notifications);
        String message = notifications.size() == 1
                ? "Notification processed"
                : notifications.size() + " notifications processed";
        return ResponseEntity.ok().headers(answer.headers()).body(Map.of("status", "ok", "message", message));
    }

    @GetMapping("/api/health")
    @Operation(summary = "Whether the hub answers, as the first hub said it")
    Map<String, String> health() {
        return Map.of("status", "ok");
    }
}
