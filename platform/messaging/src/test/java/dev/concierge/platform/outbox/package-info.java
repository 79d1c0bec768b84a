@NullMarked
package dev.concierge.platform.outbox;

import org.jspecify.annotations.NullMarked;
