/** One small application on both stacks, and the rules both must keep. */
@NullMarked
package dev.concierge.platform.sample;

import org.jspecify.annotations.NullMarked;
