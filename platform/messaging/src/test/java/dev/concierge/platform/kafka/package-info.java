@NullMarked
package dev.concierge.platform.kafka;

import org.jspecify.annotations.NullMarked;
