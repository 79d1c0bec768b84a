@NullMarked
package dev.concierge.platform.security.token;

import org.jspecify.annotations.NullMarked;
