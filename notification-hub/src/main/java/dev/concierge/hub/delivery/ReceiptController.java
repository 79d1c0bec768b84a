package dev.concierge.hub.delivery;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of notifications, for who keeps books; live it comes on the topic {@code notification-receipts}. */
@RestController
class ReceiptController {
    private final Notifications notifications;

    ReceiptController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/notifications/receipts")
    @Operation(summary = "What ended in a span of time, the oldest first: sent, suppressed and failed")
    Page<EndedDelivery> receipts(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page) {
        Place after = page.after(
                3, values -> new Place(Times.instant(values.get(0)), Numbers.uuid(values.get(1)), values.get(2)));
        return Page.of(
                notifications.ended(from, to, after, page.limit() + 1),
                page,
                row -> Cursor.of(row.at(), row.notificationId(), row.channel()));
    }

    /** Where a list was left. */
    record Place(Instant at, UUID notificationId, String channel) {}
}
