/** Work in the background: one way to run it again and again, to wait, to stop, and to survive what it throws. */
@NullMarked
package dev.concierge.platform.loop;

import org.jspecify.annotations.NullMarked;
