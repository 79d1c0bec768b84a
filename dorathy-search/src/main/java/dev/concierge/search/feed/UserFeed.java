package dev.concierge.search.feed;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Guests, for operators alone, by name and address. The topic tells that somebody changed and holds nothing personal, so who it
 * is is asked for: always as they are now, whatever the message is of.
 */
@Component
final class UserFeed implements Feed {
    private static final int MOST_AT_ONCE = 200;
    /** Until pods of user-service have heard of a change, too: they keep answers for two seconds. */
    private static final RetryTemplate UNTIL_AS_TOLD = new RetryTemplate(RetryPolicy.builder()
            .includes(UncheckedIOException.class)
            .maxRetries(30)
            .delay(Duration.ofMillis(100))
            .build());

    private final Users users;

    UserFeed(ServiceClients services) {
        this.users = services.create(Users.class, "user");
    }

    /** What user-service offers. */
    interface Users {
        @GetExchange("/users")
        Page<User> list(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

        /** Those of them that there are, at most 200; up to two seconds old. */
        @PostExchange("/users/contacts")
        Page<Contact> contacts(@RequestBody Asked asked);
    }

    record Asked(List<String> userIds) {}

    /** @param version rises with each change, and comes with it on the topic */
    record Contact(
            String userId,
            @Nullable String firstName,
            @Nullable String lastName,
            String email,
            long version) {}

    /** What the topic says of a change. */
    record Told(
            long version,
            boolean isActive,
            @Nullable Instant registeredAt,
            @Nullable Instant updatedAt) {
        private Instant at() {
            return Objects.requireNonNull(updatedAt == null ? registeredAt : updatedAt, "neither of the times");
        }
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
        return reading(List.of(message)).apply(message);
    }

    @Override
    public Function<ReceivedMessage, Optional<Change>> reading(List<ReceivedMessage> look) {
        Map<String, Contact> known = asTold(versions(look));
        return message -> switch (message.type()) {
            case "user.registered", "user.updated" ->
                Optional.of(change(message, message.as(Told.class), known.get(message.key())));
            case "user.deleted" -> Optional.of(gone(message.key()));
            default -> Optional.empty();
        };
    }

    private static Change change(ReceivedMessage message, Told told, @Nullable Contact known) {
        return known == null
                ? gone(message.key())
                : new Change.Put(new User(
                                known.userId(),
                                known.firstName(),
                                known.lastName(),
                                known.email(),
                                told.isActive(),
                                told.at())
                        .document());
    }

    /** The highest of each guest; what cannot be read is said when its turn comes. */
    private static Map<String, Long> versions(List<ReceivedMessage> look) {
        Map<String, Long> versions = new HashMap<>();
        for (ReceivedMessage message : look) {
            if (message.type().equals("user.registered") || message.type().equals("user.updated")) {
                versions.merge(message.key(), version(message), Math::max);
            }
        }
        return versions;
    }

    private static long version(ReceivedMessage message) {
        try {
            return message.as(Told.class).version();
        } catch (RuntimeException unreadable) {
            return 0;
        }
    }

    /** By id; who has been deleted since is left out. */
    private Map<String, Contact> asTold(Map<String, Long> versions) {
        Map<String, Contact> known = new HashMap<>();
        List<String> ids = List.copyOf(versions.keySet());
        for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(from + MOST_AT_ONCE, ids.size()));
            contacts(some, versions).forEach(contact -> known.put(contact.userId(), contact));
        }
        return known;
    }

    private List<Contact> contacts(List<String> ids, Map<String, Long> versions) {
        try {
            return Objects.requireNonNull(UNTIL_AS_TOLD.execute(() -> {
                List<Contact> found = users.contacts(new Asked(ids)).items();
                for (Contact contact : found) {
                    if (contact.version() < versions.getOrDefault(contact.userId(), 0L)) {
                        throw new UncheckedIOException(
                                new IOException("user-service still answers what was before a change"));
                    }
                }
                return found;
            }));
        } catch (RetryException given) {
            if (given.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(given);
        }
    }

    private static Change gone(String userId) {
        return new Change.Remove(new DocumentKey(Kind.USER, userId));
    }
}
