@NullMarked
package dev.concierge.search.assistant;

import org.jspecify.annotations.NullMarked;
