/** Servers that a run has to itself. */
@NullMarked
package dev.concierge.bench.lab;

import org.jspecify.annotations.NullMarked;
