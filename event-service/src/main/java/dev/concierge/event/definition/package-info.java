@NullMarked
package dev.concierge.event.definition;

import org.jspecify.annotations.NullMarked;
