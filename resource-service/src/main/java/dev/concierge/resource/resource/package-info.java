/** Tenants' resources and the operations that change them. */
@NullMarked
package dev.concierge.resource.resource;

import org.jspecify.annotations.NullMarked;
