package dev.concierge.user.user;

import java.time.Instant;

/** {@code user.deleted} on topic {@code users}. */
record UserDeleted(String userId, Instant deletedAt) {}
