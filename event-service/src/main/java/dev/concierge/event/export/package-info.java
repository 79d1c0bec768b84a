/** The history as a file. */
@NullMarked
package dev.concierge.event.export;

import org.jspecify.annotations.NullMarked;
