/** How fast events are taken in, and how long one takes to reach journeys. */
@NullMarked
package dev.concierge.bench.ingest;

import org.jspecify.annotations.NullMarked;
