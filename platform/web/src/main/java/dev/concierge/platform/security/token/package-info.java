/** Bearer tokens: what makes one valid, and the issuer's keys. */
@NullMarked
package dev.concierge.platform.security.token;

import org.jspecify.annotations.NullMarked;
