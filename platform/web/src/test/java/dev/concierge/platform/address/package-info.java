@NullMarked
package dev.concierge.platform.address;

import org.jspecify.annotations.NullMarked;
