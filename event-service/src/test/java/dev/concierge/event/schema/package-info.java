@NullMarked
package dev.concierge.event.schema;

import org.jspecify.annotations.NullMarked;
