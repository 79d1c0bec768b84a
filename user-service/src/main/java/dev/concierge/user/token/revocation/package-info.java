/** Tokens of ours that end before their time. */
@NullMarked
package dev.concierge.user.token.revocation;

import org.jspecify.annotations.NullMarked;
