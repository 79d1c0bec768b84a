@NullMarked
package dev.concierge.search.lucene;

import org.jspecify.annotations.NullMarked;
