@NullMarked
package dev.concierge.gateway;

import org.jspecify.annotations.NullMarked;
