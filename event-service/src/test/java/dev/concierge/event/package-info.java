@NullMarked
package dev.concierge.event;

import org.jspecify.annotations.NullMarked;
