package dev.concierge.platform.audit;

import java.time.Instant;

/**
 * @param seq its place in the service's log, without gaps
 * @param kind of token
 * @param action such as {@code DELETE /users/{userId}}
 * @param outcome {@code asked}, then a status
 * @param trace of the request; empty for none
 */
record AuditRowView(
        long seq, Instant at, String actor, String kind, String action, String target, String outcome, String trace) {}
