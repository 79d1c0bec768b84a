/** Which engine keeps the index. */
@NullMarked
package dev.concierge.search.index;

import org.jspecify.annotations.NullMarked;
