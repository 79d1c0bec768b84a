@NullMarked
package dev.concierge.curator.item;

import org.jspecify.annotations.NullMarked;
