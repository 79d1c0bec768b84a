@NullMarked
package dev.concierge.resource.opening;

import org.jspecify.annotations.NullMarked;
