/** Kafka clients with the settings that our delivery rules need. */
@NullMarked
package dev.concierge.platform.kafka;

import org.jspecify.annotations.NullMarked;
