package dev.concierge.hub.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Our view of {@code user.updated}, {@code user.preferences-updated} and {@code user.deleted}.
 *
 * @param version the guest's with this change; null for the last of all
 */
record GuestChanged(String userId, @Nullable Long version) {}
