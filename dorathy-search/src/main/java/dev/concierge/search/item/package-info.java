/** Items found by their words, from an index that follows the topic {@code items}. */
@NullMarked
package dev.concierge.search.item;

import org.jspecify.annotations.NullMarked;
