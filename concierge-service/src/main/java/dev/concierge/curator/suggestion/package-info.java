/** What Dorathy thinks a guest might want to create: thoughts, and never shown as what is really there. */
@NullMarked
package dev.concierge.curator.suggestion;

import org.jspecify.annotations.NullMarked;
