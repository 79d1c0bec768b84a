/** What the start of a service costs. */
@NullMarked
package dev.concierge.bench.startup;

import org.jspecify.annotations.NullMarked;
