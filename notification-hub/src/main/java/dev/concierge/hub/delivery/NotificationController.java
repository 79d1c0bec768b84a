package dev.concierge.hub.delivery;

import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotificationController {
    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/notifications/{notificationId}")
    @Operation(summary = "What became of a notification on each channel")
    NotificationView notification(@PathVariable UUID notificationId) {
        Notification found =
                notifications.find(notificationId).orElseThrow(() -> new NotificationNotFound(notificationId));
        return NotificationView.of(found, notifications.deliveries(notificationId));
    }

    /** No notification has this id, or its guest was erased. */
    private static final class NotificationNotFound extends Fact {
        NotificationNotFound(UUID id) {
            super(Kind.NOT_FOUND, "notification-not-found", "There is no notification " + id + ".");
        }
    }
}
