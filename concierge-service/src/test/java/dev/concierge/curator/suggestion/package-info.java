@NullMarked
package dev.concierge.curator.suggestion;

import org.jspecify.annotations.NullMarked;
