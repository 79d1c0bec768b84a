package dev.concierge.user.preferences;

import java.time.Instant;

/** {@code user.preferences-updated} on topic {@code users}. */
record PreferencesUpdated(String userId, long version, Instant updatedAt, Preferences preferences) {}
