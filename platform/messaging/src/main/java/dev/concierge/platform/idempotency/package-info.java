/** Repeated requests recognised by their key. */
@NullMarked
package dev.concierge.platform.idempotency;

import org.jspecify.annotations.NullMarked;
