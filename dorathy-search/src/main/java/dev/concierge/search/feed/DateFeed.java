package dev.concierge.search.feed;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.feed.DateEvents.DateEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speed-dating events that one can still come to. The topic keeps what happened lately, so the others are asked for. */
@Component
final class DateFeed implements Feed {
    private static final Set<String> TO_COME = Set.of("NOT_STARTED", "REG_CONFIRM", "READY");

    private final DateEvents events;
    private final Clock clock;

    DateFeed(ServiceClients services, Clock clock) {
        this.events = services.create(DateEvents.class, "datemaker");
        this.clock = clock;
    }

    @Override
    public String topic() {
        return "date-events";
    }

    @Override
    public Kind kind() {
        return Kind.DATE;
    }

    @Override
    public boolean isListed() {
        return true;
    }

    @Override
    public void list(Pages into) throws IOException {
        String cursor = null;
        do {
            Page<DateEvent> page = events.list(cursor, PageRequest.MAX_LIMIT);
            into.take(page.items().stream()
                    .filter(event -> TO_COME.contains(event.state()))
                    .map(this::document)
                    .toList());
            cursor = page.next();
        } while (cursor != null);
    }

    @Override
    public Optional<Change> read(ReceivedMessage message) {
        return switch (message.type()) {
            case "date-event.planned" -> Optional.of(new Change.Put(document(message.as(DateEvent.class))));
            case "date-event.moved" -> {
                Moved moved = message.as(Moved.class);
                yield TO_COME.contains(moved.state())
                        ? Optional.empty()
                        : Optional.of(new Change.Remove(new DocumentKey(Kind.DATE, moved.eventId())));
            }
            default -> Optional.empty();
        };
    }

    record Moved(String eventId, String state) {}

    private Searchable document(DateEvent event) {
        return new Searchable(
                new DocumentKey(Kind.DATE, event.eventId()),
                "date",
                title(event.title()),
                "Speed dating",
                List.of("dating"),
                List.of("dating"),
                List.of(),
                null,
                null,
                Map.of("startsAt", event.startsAt().toString()),
                clock.instant());
    }

    private static String title(@Nullable String title) {
        return title == null || title.isBlank() ? "Speed dating" : title;
    }
}
