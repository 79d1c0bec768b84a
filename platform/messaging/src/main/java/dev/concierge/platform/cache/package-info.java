/** Answers of other services, kept nearby for a while: never wrong for it, at worst asked for again. */
@NullMarked
package dev.concierge.platform.cache;

import org.jspecify.annotations.NullMarked;
