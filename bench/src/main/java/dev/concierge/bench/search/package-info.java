/** Searching: how good, how fast. */
@NullMarked
package dev.concierge.bench.search;

import org.jspecify.annotations.NullMarked;
