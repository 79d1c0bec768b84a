/** What may go out, when, and why not. */
@NullMarked
package dev.concierge.hub.delivery.rules;

import org.jspecify.annotations.NullMarked;
