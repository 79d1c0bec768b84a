/** Events as operators watch them come in. */
@NullMarked
package dev.concierge.hub.tail;

import org.jspecify.annotations.NullMarked;
