@NullMarked
package dev.concierge.platform.path;

import org.jspecify.annotations.NullMarked;
