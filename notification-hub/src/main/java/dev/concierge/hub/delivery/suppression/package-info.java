/** Words that were given elsewhere: addresses not to be written to, and consents with their dates. */
@NullMarked
package dev.concierge.hub.delivery.suppression;

import org.jspecify.annotations.NullMarked;
