@NullMarked
package dev.concierge.event.writekey;

import org.jspecify.annotations.NullMarked;
