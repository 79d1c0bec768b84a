@NullMarked
package dev.concierge.event.occurrence;

import org.jspecify.annotations.NullMarked;
