/** Who calls, and which routes answer them. */
@NullMarked
package dev.concierge.platform.security;

import org.jspecify.annotations.NullMarked;
