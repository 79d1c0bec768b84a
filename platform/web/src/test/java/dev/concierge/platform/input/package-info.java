@NullMarked
package dev.concierge.platform.input;

import org.jspecify.annotations.NullMarked;
