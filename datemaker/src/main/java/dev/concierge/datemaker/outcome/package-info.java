/** What is left of an event: choices, matches, reports, the log, statistics. */
@NullMarked
package dev.concierge.datemaker.outcome;

import org.jspecify.annotations.NullMarked;
