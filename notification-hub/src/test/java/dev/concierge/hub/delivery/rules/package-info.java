@NullMarked
package dev.concierge.hub.delivery.rules;

import org.jspecify.annotations.NullMarked;
