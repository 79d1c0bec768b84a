@NullMarked
package dev.concierge.bench.ingest;

import org.jspecify.annotations.NullMarked;
