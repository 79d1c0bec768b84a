package dev.concierge.user;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.problem.InvalidInput;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The id of a guest. */
public record UserId(UUID value) {
    /**
     * The id in a path.
     *
     * @throws UserNotFound when the text is no id, so nobody can have it
     */
    public static UserId named(String text) {
        return parse(text).orElseThrow(() -> new UserNotFound(text));
    }

    /** The id, when the text is one in the canonical form. */
    public static Optional<UserId> parse(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(new UserId(uuid)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /**
     * Where a list ordered by id was left; null for its beginning.
     *
     * @throws InvalidInput when the text is not a cursor of such a list
     */
    public static @Nullable UserId atCursor(@Nullable String cursor) {
        Cursor position = Cursor.decode(cursor, 1);
        return position == null
                ? null
                : parse(position.values().getFirst())
                        .orElseThrow(() -> new InvalidInput(
                                "?cursor", cursor + " (expected: the next of an earlier page of this list)"));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
