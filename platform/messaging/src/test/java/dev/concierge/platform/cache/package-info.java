@NullMarked
package dev.concierge.platform.cache;

import org.jspecify.annotations.NullMarked;
