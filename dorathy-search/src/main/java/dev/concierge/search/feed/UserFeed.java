package dev.concierge.search.feed;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;

/**
 * Guests, for operators alone, by name and address. The topic tells that somebody changed and holds nothing personal, so who it
 * is is asked for: always as they are now, whatever the message is of.
 */
@Component
final class UserFeed implements Feed {
    private final Users users;

    UserFeed(ServiceClients services) {
        this.users = services.create(Users.class, "user");
    }

    /** What user-service offers. */
    interface Users {
        @GetExchange("/users")
        Page<User> list(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

        @GetExchange("/users/{userId}")
        User read(@PathVariable String userId);
    }

    record User(
            String userId,
            @Nullable String firstName,
            @Nullable String lastName,
            String email,
            boolean isActive,
            Instant updatedAt) {
        private Searchable document() {
            String name = Stream.of(firstName, lastName)
                    .filter(part -> part != null && !part.isBlank())
                    .collect(Collectors.joining(" "));
            return new Searchable(
                    new DocumentKey(Kind.USER, userId),
                    "user",
                    name.isEmpty() ? email : name,
                    email,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    Map.of("isActive", isActive),
                    updatedAt);
        }
    }

    @Override
    public String topic() {
        return "users";
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public boolean isListed() {
        return true;
    }

    @Override
    public void list(Pages into) throws IOException {
        String cursor = null;
        do {
            Page<User> page = users.list(cursor, PageRequest.MAX_LIMIT);
            into.take(page.items().stream().map(User::document).toList());
            cursor = page.next();
        } while (cursor != null);
    }

    @Override
    public Optional<Change> read(ReceivedMessage message) {
        return switch (message.type()) {
            case "user.registered", "user.updated" -> Optional.of(asItIs(message.key()));
            case "user.deleted" -> Optional.of(gone(message.key()));
            default -> Optional.empty();
        };
    }

    private Change asItIs(String userId) {
        try {
            return new Change.Put(users.read(userId).document());
        } catch (HttpClientErrorException.NotFound deletedSince) {
            return gone(userId);
        }
    }

    private static Change gone(String userId) {
        return new Change.Remove(new DocumentKey(Kind.USER, userId));
    }
}
