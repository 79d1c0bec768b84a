package dev.concierge.platform.reactive.web;

import org.springframework.http.server.PathContainer;

/** How many bytes the body of a request may have; a bean of it replaces the one limit of {@code concierge.web}. */
@FunctionalInterface
public interface BodyLimits {
    /** The limit of requests to this path. */
    long of(PathContainer path);
}
