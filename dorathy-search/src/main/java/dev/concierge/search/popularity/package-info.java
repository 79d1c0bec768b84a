@NullMarked
package dev.concierge.search.popularity;

import org.jspecify.annotations.NullMarked;
