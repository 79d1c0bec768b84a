/** Which businesses and locations there are, under names that mean one of them only. */
@NullMarked
package dev.concierge.resource.directory;

import org.jspecify.annotations.NullMarked;
