@NullMarked
package dev.concierge.resource.price;

import org.jspecify.annotations.NullMarked;
