@NullMarked
package dev.concierge.hub.channel;

import org.jspecify.annotations.NullMarked;
