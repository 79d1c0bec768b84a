@NullMarked
package dev.concierge.datemaker.booking;

import org.jspecify.annotations.NullMarked;
