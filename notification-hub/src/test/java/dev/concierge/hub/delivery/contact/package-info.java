@NullMarked
package dev.concierge.hub.delivery.contact;

import org.jspecify.annotations.NullMarked;
