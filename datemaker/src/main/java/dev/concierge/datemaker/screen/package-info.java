/** The documents that guests' browsers show. */
@NullMarked
package dev.concierge.datemaker.screen;

import org.jspecify.annotations.NullMarked;
