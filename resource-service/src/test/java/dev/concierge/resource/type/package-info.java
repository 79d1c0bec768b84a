@NullMarked
package dev.concierge.resource.type;

import org.jspecify.annotations.NullMarked;
