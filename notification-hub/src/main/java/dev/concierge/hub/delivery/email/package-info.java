/** The channel {@code email}: consent, rendering, SMTP. */
@NullMarked
package dev.concierge.hub.delivery.email;

import org.jspecify.annotations.NullMarked;
