/** Where runs and their timelines are kept. */
@NullMarked
package dev.concierge.journey.run.store;

import org.jspecify.annotations.NullMarked;
