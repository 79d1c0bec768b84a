/** The promises of outbox, consumers, effects and idempotency, shown against real servers. */
@NullMarked
package dev.concierge.platform.messaging;

import org.jspecify.annotations.NullMarked;
