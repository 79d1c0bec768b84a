@NullMarked
package dev.concierge.resource.patch;

import org.jspecify.annotations.NullMarked;
