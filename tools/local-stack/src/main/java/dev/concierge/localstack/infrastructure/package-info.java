/** The real servers that a laptop and the tests run on, started from artifacts: Postgres, Kafka, Redis, a mail sink. */
@NullMarked
package dev.concierge.localstack.infrastructure;

import org.jspecify.annotations.NullMarked;
