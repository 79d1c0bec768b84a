/** Ids of new things; messages themselves are in platform/messaging. */
@NullMarked
package dev.concierge.platform.id;

import org.jspecify.annotations.NullMarked;
