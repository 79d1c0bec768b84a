/** Guests as they are known here: registered, changed, listed, erased. */
@NullMarked
package dev.concierge.user.user;

import org.jspecify.annotations.NullMarked;
