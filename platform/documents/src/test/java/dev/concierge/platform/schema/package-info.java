@NullMarked
package dev.concierge.platform.schema;

import org.jspecify.annotations.NullMarked;
