@NullMarked
package dev.concierge.curator.interaction;

import org.jspecify.annotations.NullMarked;
