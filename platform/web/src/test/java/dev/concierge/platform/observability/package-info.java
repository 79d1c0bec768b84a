@NullMarked
package dev.concierge.platform.observability;

import org.jspecify.annotations.NullMarked;
