/** What can be found and shown: experiences, memories, gems. */
@NullMarked
package dev.concierge.curator.item;

import org.jspecify.annotations.NullMarked;
