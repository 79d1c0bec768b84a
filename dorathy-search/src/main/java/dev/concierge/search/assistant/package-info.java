/** A guest's own assistant: what is said to it, in order, and what it answers. */
@NullMarked
package dev.concierge.search.assistant;

import org.jspecify.annotations.NullMarked;
