@NullMarked
package dev.concierge.event.loss;

import org.jspecify.annotations.NullMarked;
