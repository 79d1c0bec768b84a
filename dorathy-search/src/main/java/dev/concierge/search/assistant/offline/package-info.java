/** Answers by rules and by the index alone. */
@NullMarked
package dev.concierge.search.assistant.offline;

import org.jspecify.annotations.NullMarked;
