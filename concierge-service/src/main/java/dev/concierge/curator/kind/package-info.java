/** The kinds of items: an open set, each with the schema of its attributes and the card that shows it. */
@NullMarked
package dev.concierge.curator.kind;

import org.jspecify.annotations.NullMarked;
