@NullMarked
package dev.concierge.resource.unit;

import org.jspecify.annotations.NullMarked;
