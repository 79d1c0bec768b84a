package dev.concierge.user.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What we read of {@code user.registered} and {@code user.updated} on topic {@code users}. */
record AttributesKnown(String userId, Map<String, @Nullable Object> attributes) {
    Stated stated() {
        return new Stated(text("gender"), text("lifeStage"));
    }

    private @Nullable String text(String name) {
        return attributes.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
