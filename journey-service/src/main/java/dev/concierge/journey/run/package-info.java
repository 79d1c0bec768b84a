/** Runs of journeys: what arrives moves them, what they ask for goes out. */
@NullMarked
package dev.concierge.journey.run;

import org.jspecify.annotations.NullMarked;
