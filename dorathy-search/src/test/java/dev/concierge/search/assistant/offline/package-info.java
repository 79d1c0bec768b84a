@NullMarked
package dev.concierge.search.assistant.offline;

import org.jspecify.annotations.NullMarked;
