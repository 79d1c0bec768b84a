@NullMarked
package dev.concierge.bench.oncall;

import org.jspecify.annotations.NullMarked;
