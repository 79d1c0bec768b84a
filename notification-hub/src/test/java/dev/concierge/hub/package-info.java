@NullMarked
package dev.concierge.hub;

import org.jspecify.annotations.NullMarked;
