package dev.concierge.hub.delivery.inbox;

import dev.concierge.hub.delivery.inbox.Inbox.Place;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A guest's messages; live changes come on {@code users:{userId}} as {@code inbox} {notificationId?, unread}. */
@RestController
@RequestMapping("/inbox/{userId}")
class InboxController {
    private final Inbox inbox;
    private final ChangeInbox changing;

    InboxController(Inbox inbox, ChangeInbox changing) {
        this.inbox = inbox;
        this.changing = changing;
    }

    @GetMapping
    @Operation(summary = "Lists a guest's messages, the newest first")
    Page<InboxItem> items(
            @PathVariable String userId,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "false") boolean unread,
            PageRequest page) {
        Place after = page.after(2, values -> new Place(Times.instant(values.get(0)), Numbers.uuid(values.get(1))));
        return Page.of(
                inbox.after(after, userId, archived, unread, page.limit() + 1),
                page,
                row -> Cursor.of(row.receivedAt(), row.notificationId()));
    }

    @GetMapping("/unread")
    @Operation(summary = "How many messages a guest has not read")
    Unread unread(@PathVariable String userId) {
        return new Unread(inbox.unread(userId));
    }

    record Unread(int unread) {}

    @PatchMapping("/{notificationId}")
    @Operation(summary = "Marks a message as read or archived, or takes that back")
    InboxItem mark(@PathVariable String userId, @PathVariable UUID notificationId, @Valid @RequestBody MarkItem marks) {
        if (marks.read() == null && marks.archived() == null) {
            throw new InvalidInput("", "this body", "read or archived");
        }
        return changing.mark(userId, notificationId, marks.read(), marks.archived());
    }

    /** What is left out stays. */
    record MarkItem(@Nullable Boolean read, @Nullable Boolean archived) {}

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Marks all messages that are not archived as read")
    void readAll(@PathVariable String userId) {
        changing.markAllRead(userId);
    }
}
