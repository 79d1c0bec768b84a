@NullMarked
package dev.concierge.hub.inbound;

import org.jspecify.annotations.NullMarked;
