package dev.concierge.user.token.client;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** What a client is called, by itself and in tokens ({@code sub}). */
@Embeddable
public record ClientId(@Column(name = "client_id") String value) implements Serializable {
    static final String PATTERN = "^[a-z][a-z0-9._-]{1,63}$";

    /** Whether admins could have made a client of the name; what is asked for may be anything. */
    public static boolean isOne(String text) {
        return text.matches(PATTERN);
    }

    @Override
    public String toString() {
        return value;
    }
}
