@NullMarked
package dev.concierge.hub.socket;

import org.jspecify.annotations.NullMarked;
