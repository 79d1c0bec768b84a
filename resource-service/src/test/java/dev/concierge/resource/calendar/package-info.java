@NullMarked
package dev.concierge.resource.calendar;

import org.jspecify.annotations.NullMarked;
