/** What is known here about guests: a projection of what user-service tells. */
@NullMarked
package dev.concierge.journey.guest;

import org.jspecify.annotations.NullMarked;
