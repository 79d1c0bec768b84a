package dev.concierge.user.stream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What we read of {@code user.registered} and {@code user.updated} on topic {@code users}. */
record AttributesKnown(String userId, Map<String, @Nullable Object> attributes) {}
