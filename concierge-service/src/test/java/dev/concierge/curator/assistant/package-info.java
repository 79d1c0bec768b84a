@NullMarked
package dev.concierge.curator.assistant;

import org.jspecify.annotations.NullMarked;
