/** Conditional requests (RFC 9110, 13): one strong tag over what is shown, for every service. */
@NullMarked
package dev.concierge.platform.conditional;

import org.jspecify.annotations.NullMarked;
