/** Faults on purpose, counted from ledgers: what was accepted is there, once and in order. */
@NullMarked
package dev.concierge.bench.drill;

import org.jspecify.annotations.NullMarked;
