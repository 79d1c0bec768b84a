/** Images: checked before they are decoded, written anew, kept by what they hold, shown in several sizes. */
@NullMarked
package dev.concierge.curator.content;

import org.jspecify.annotations.NullMarked;
