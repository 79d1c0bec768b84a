@NullMarked
package dev.concierge.bench.lab;

import org.jspecify.annotations.NullMarked;
