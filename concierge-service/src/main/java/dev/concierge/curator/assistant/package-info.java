/** A guest's door to their own assistant: what it is called, what it remembers, what it waits for. */
@NullMarked
package dev.concierge.curator.assistant;

import org.jspecify.annotations.NullMarked;
