/** Lists read by opaque cursor. */
@NullMarked
package dev.concierge.platform.paging;

import org.jspecify.annotations.NullMarked;
