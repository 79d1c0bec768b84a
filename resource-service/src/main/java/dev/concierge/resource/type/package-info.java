/** What a business says its resources of one type look like. */
@NullMarked
package dev.concierge.resource.type;

import org.jspecify.annotations.NullMarked;
