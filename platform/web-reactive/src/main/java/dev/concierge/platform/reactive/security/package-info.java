/** The reactive twins of access rules. */
@NullMarked
package dev.concierge.platform.reactive.security;

import org.jspecify.annotations.NullMarked;
