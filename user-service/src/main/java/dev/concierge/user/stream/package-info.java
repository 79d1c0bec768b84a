/** The one stream of all that is said of guests and done by them. */
@NullMarked
package dev.concierge.user.stream;

import org.jspecify.annotations.NullMarked;
