@NullMarked
package dev.concierge.event.ingest;

import org.jspecify.annotations.NullMarked;
