@NullMarked
package dev.concierge.gateway.limit;

import org.jspecify.annotations.NullMarked;
