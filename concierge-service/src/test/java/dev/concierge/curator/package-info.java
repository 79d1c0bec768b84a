@NullMarked
package dev.concierge.curator;

import org.jspecify.annotations.NullMarked;
