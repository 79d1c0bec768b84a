/** Events as operators watch them come in. */
@NullMarked
package dev.concierge.event.tail;

import org.jspecify.annotations.NullMarked;
