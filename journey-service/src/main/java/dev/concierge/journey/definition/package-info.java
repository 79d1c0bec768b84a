/** What a journey is: its nodes and rules, read from JSON and known to be sound. */
@NullMarked
package dev.concierge.journey.definition;

import org.jspecify.annotations.NullMarked;
