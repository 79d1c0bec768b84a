@NullMarked
package dev.concierge.gateway.route;

import org.jspecify.annotations.NullMarked;
