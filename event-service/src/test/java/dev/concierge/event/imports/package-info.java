@NullMarked
package dev.concierge.event.imports;

import org.jspecify.annotations.NullMarked;
