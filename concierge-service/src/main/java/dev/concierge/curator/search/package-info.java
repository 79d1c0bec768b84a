/** Searching, which dorathy-search does and the guest asks for here. */
@NullMarked
package dev.concierge.curator.search;

import org.jspecify.annotations.NullMarked;
