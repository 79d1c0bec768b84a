/** What is due later. */
@NullMarked
package dev.concierge.journey.timer;

import org.jspecify.annotations.NullMarked;
