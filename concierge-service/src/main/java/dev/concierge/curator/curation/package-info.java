/** Lists of items made for one guest, each item with the reasons why it is there. */
@NullMarked
package dev.concierge.curator.curation;

import org.jspecify.annotations.NullMarked;
