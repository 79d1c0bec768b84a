/** What a business offers: units it needs, times, prices, rules. */
@NullMarked
package dev.concierge.resource.offer;

import org.jspecify.annotations.NullMarked;
