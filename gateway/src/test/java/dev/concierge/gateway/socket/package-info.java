@NullMarked
package dev.concierge.gateway.socket;

import org.jspecify.annotations.NullMarked;
