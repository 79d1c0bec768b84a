@NullMarked
package dev.concierge.hub.assistant;

import org.jspecify.annotations.NullMarked;
