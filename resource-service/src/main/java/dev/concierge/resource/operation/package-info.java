/** Operations that come over the stream, and how any operation ended. */
@NullMarked
package dev.concierge.resource.operation;

import org.jspecify.annotations.NullMarked;
