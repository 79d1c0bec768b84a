@NullMarked
package dev.concierge.hub.live;

import org.jspecify.annotations.NullMarked;
