@NullMarked
package dev.concierge.hub.business;

import org.jspecify.annotations.NullMarked;
