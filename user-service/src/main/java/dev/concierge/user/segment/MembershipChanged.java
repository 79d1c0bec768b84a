package dev.concierge.user.segment;

import java.time.Instant;

/** {@code segment.entered} and {@code segment.left} on topic {@code segments}. */
record MembershipChanged(String userId, String segmentId, Instant at) {}
