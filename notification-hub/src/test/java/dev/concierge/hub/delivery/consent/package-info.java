@NullMarked
package dev.concierge.hub.delivery.consent;

import org.jspecify.annotations.NullMarked;
