/** Spring Data JPA beside outbox, consumers and {@code JdbcClient}: one order of writes, one language of failures. */
@NullMarked
package dev.concierge.platform.persistence;

import org.jspecify.annotations.NullMarked;
