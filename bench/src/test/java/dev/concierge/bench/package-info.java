@NullMarked
package dev.concierge.bench;

import org.jspecify.annotations.NullMarked;
