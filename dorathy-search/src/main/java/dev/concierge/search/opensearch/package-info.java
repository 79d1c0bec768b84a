/** An index in OpenSearch, for data beyond one machine. */
@NullMarked
package dev.concierge.search.opensearch;

import org.jspecify.annotations.NullMarked;
