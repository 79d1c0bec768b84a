/** What there is to be experienced, as the concierge's jobs tell it. */
@NullMarked
package dev.concierge.journey.experience;

import org.jspecify.annotations.NullMarked;
