@NullMarked
package dev.concierge.resource;

import org.jspecify.annotations.NullMarked;
