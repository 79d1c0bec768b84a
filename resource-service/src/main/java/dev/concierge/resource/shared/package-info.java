/** Answers of the database that all pods share in Redis, never older than what a writer was answered. */
@NullMarked
package dev.concierge.resource.shared;

import org.jspecify.annotations.NullMarked;
