/** Health, traces, metrics and logs, the same for every service. */
@NullMarked
package dev.concierge.platform.observability;

import org.jspecify.annotations.NullMarked;
