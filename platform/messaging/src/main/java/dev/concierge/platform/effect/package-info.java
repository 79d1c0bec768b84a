/** Calls to others that a transaction asks for, done outside it by workers. */
@NullMarked
package dev.concierge.platform.effect;

import org.jspecify.annotations.NullMarked;
