@NullMarked
package dev.concierge.platform.loop;

import org.jspecify.annotations.NullMarked;
