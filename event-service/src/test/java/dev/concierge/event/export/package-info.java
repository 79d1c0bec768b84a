@NullMarked
package dev.concierge.event.export;

import org.jspecify.annotations.NullMarked;
