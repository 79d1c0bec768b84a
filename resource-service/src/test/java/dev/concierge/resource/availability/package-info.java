@NullMarked
package dev.concierge.resource.availability;

import org.jspecify.annotations.NullMarked;
