@NullMarked
package dev.concierge.gateway.fleet;

import org.jspecify.annotations.NullMarked;
