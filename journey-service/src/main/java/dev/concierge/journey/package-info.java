@NullMarked
package dev.concierge.journey;

import org.jspecify.annotations.NullMarked;
