/** Who a guest is to all features: the id, the version, and that there is nobody of an id. */
@NullMarked
package dev.concierge.user.identity;

import org.jspecify.annotations.NullMarked;
