/** Segment's tracking protocol (its HTTP API): what clients written for it send is taken as it is. */
@NullMarked
package dev.concierge.event.segment;

import org.jspecify.annotations.NullMarked;
