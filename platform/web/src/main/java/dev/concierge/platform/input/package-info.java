/** The one strict reader of what callers send: times, numbers, texts and trees, in bodies and in parameters. */
@NullMarked
package dev.concierge.platform.input;

import org.jspecify.annotations.NullMarked;
