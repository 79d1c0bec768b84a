/** Kafka topics created as code by the service that owns them. */
@NullMarked
package dev.concierge.platform.topic;

import org.jspecify.annotations.NullMarked;
