@NullMarked
package dev.concierge.platform.consumer;

import org.jspecify.annotations.NullMarked;
