@NullMarked
package dev.concierge.e2e;

import org.jspecify.annotations.NullMarked;
