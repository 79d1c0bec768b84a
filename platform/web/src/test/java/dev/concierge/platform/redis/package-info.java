@NullMarked
package dev.concierge.platform.redis;

import org.jspecify.annotations.NullMarked;
