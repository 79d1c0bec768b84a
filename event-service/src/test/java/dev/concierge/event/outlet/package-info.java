@NullMarked
package dev.concierge.event.outlet;

import org.jspecify.annotations.NullMarked;
