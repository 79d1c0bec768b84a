/** The journeys there are: their versions, and which of them take guests in. */
@NullMarked
package dev.concierge.journey.catalogue;

import org.jspecify.annotations.NullMarked;
