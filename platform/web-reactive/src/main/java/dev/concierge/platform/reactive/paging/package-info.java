/** The reactive twin of paging. */
@NullMarked
package dev.concierge.platform.reactive.paging;

import org.jspecify.annotations.NullMarked;
