@NullMarked
package dev.concierge.curator.training;

import org.jspecify.annotations.NullMarked;
