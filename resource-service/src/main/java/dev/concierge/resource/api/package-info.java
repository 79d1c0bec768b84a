/** The Swagger page of this service at {@code /api}. */
@NullMarked
package dev.concierge.resource.api;

import org.jspecify.annotations.NullMarked;
