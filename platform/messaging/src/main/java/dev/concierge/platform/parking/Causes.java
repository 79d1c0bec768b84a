package dev.concierge.platform.parking;

import dev.concierge.platform.input.Texts;
import dev.concierge.platform.message.Storable;
import org.jspecify.annotations.Nullable;

/** What an operator reads about why a message was parked. */
public final class Causes {
    private static final int LIMIT = 1_000;

    private Causes() {}

    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : " < ")
                    .append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage());
        }
        // a message's own words may be in it, and Postgres holds no NUL in text
        return cut(Storable.text(text.toString()));
    }

    /** As much as a column shows; no half of a character at the end. */
    static String cut(String cause) {
        return Texts.cut(cause, LIMIT);
    }
}
