@NullMarked
package dev.concierge.bench.figure;

import org.jspecify.annotations.NullMarked;
