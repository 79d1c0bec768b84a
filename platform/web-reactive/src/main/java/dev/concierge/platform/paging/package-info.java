/** The reactive twin of paging. */
@NullMarked
package dev.concierge.platform.paging;

import org.jspecify.annotations.NullMarked;
