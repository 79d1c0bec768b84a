/** What guests say by the links in their mails. */
@NullMarked
package dev.concierge.hub.delivery.consent;

import org.jspecify.annotations.NullMarked;
