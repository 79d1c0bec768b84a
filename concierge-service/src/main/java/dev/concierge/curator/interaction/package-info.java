/** What guests did with items, kept to learn from. */
@NullMarked
package dev.concierge.curator.interaction;

import org.jspecify.annotations.NullMarked;
