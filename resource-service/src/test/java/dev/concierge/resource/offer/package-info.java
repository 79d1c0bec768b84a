@NullMarked
package dev.concierge.resource.offer;

import org.jspecify.annotations.NullMarked;
