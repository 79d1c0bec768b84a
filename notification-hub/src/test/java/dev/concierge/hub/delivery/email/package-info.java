@NullMarked
package dev.concierge.hub.delivery.email;

import org.jspecify.annotations.NullMarked;
