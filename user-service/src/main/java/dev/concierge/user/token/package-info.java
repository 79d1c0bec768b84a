/** Who gets a token, and what it says. */
@NullMarked
package dev.concierge.user.token;

import org.jspecify.annotations.NullMarked;
