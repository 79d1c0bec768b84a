/** Events that come back by a rule. */
@NullMarked
package dev.concierge.datemaker.series;

import org.jspecify.annotations.NullMarked;
