/** What {@code spring.kafka.*} does not say by itself: the fleet's names for it, the login, the prefix. */
@NullMarked
package dev.concierge.platform.kafka;

import org.jspecify.annotations.NullMarked;
