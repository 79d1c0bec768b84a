@NullMarked
package dev.concierge.search.feed;

import org.jspecify.annotations.NullMarked;
