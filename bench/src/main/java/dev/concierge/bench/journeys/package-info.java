/** How fast journey-service takes guests through journeys, beside engines that others use. */
@NullMarked
package dev.concierge.bench.journeys;

import org.jspecify.annotations.NullMarked;
