/** Businesses and locations that are no more. */
@NullMarked
package dev.concierge.hub.business;

import org.jspecify.annotations.NullMarked;
