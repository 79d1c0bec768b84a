@NullMarked
package dev.concierge.curator.search;

import org.jspecify.annotations.NullMarked;
