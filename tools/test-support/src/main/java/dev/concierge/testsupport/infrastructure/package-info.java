/** The one process of a build that runs Postgres, Kafka, Redis and a mail sink, and how test JVMs share it. */
@NullMarked
package dev.concierge.testsupport.infrastructure;

import org.jspecify.annotations.NullMarked;
