package dev.concierge.user.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the guest says of themselves, in attributes that are not personal. */
record Stated(@Nullable String gender, @Nullable String lifeStage) {
    static final Stated NOTHING = new Stated(null, null);

    static Stated in(Map<String, @Nullable Object> attributes) {
        return new Stated(text(attributes.get("gender")), text(attributes.get("lifeStage")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
