@NullMarked
package dev.concierge.hub.delivery.template;

import org.jspecify.annotations.NullMarked;
