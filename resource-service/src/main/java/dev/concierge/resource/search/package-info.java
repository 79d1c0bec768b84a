/** What of resources anybody may find, told to whoever builds an index. */
@NullMarked
package dev.concierge.resource.search;

import org.jspecify.annotations.NullMarked;
