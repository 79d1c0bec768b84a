package dev.concierge.user.token;

import java.time.Instant;

/** A bearer token and when it ends. */
record GuestTokenView(String token, Instant expiresAt) {}
