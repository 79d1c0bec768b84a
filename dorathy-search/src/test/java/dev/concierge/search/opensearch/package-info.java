@NullMarked
package dev.concierge.search.opensearch;

import org.jspecify.annotations.NullMarked;
