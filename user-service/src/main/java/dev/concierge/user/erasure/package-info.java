/** Guests who were erased: who has answered that nothing of them is left there. */
@NullMarked
package dev.concierge.user.erasure;

import org.jspecify.annotations.NullMarked;
