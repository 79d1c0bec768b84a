/** Ids of new things; messages themselves are in platform/messaging. */
@NullMarked
package dev.concierge.platform.message;

import org.jspecify.annotations.NullMarked;
