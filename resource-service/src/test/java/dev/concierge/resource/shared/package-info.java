@NullMarked
package dev.concierge.resource.shared;

import org.jspecify.annotations.NullMarked;
