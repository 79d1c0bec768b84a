@NullMarked
package dev.concierge.curator.ranking;

import org.jspecify.annotations.NullMarked;
