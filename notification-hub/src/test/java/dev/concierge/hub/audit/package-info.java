@NullMarked
package dev.concierge.hub.audit;

import org.jspecify.annotations.NullMarked;
