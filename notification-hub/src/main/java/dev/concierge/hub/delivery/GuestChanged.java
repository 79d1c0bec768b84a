package dev.concierge.hub.delivery;

/** Our view of {@code user.updated}, {@code user.preferences-updated} and {@code user.deleted}. */
record GuestChanged(String userId) {}
