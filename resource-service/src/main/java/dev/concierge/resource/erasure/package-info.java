/** Takes a tenant and all that is theirs away. */
@NullMarked
package dev.concierge.resource.erasure;

import org.jspecify.annotations.NullMarked;
