@NullMarked
package dev.concierge.platform.token;

import org.jspecify.annotations.NullMarked;
