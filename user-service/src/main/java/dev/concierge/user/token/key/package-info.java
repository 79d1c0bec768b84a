/** The keys that sign tokens: kept encrypted, rotated without breaking a token. */
@NullMarked
package dev.concierge.user.token.key;

import org.jspecify.annotations.NullMarked;
