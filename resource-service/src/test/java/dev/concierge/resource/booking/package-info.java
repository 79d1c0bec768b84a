@NullMarked
package dev.concierge.resource.booking;

import org.jspecify.annotations.NullMarked;
