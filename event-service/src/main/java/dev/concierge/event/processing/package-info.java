@NullMarked
package dev.concierge.event.processing;

import org.jspecify.annotations.NullMarked;
