package dev.concierge.user.identity;

import dev.concierge.platform.input.Numbers;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/** The id of a guest. */
@Embeddable
public record UserId(@Column(name = "user_id") UUID value) implements Serializable {
    /** @throws IllegalArgumentException when the text is no UUID */
    public static UserId of(String text) {
        return new UserId(Numbers.uuid(text));
    }

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
            return Optional.of(of(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
