/** Tokens that end before their time: a list that the issuer keeps and every service follows (docs/adr/0051). */
@NullMarked
package dev.concierge.platform.security.revocation;

import org.jspecify.annotations.NullMarked;
