@NullMarked
package dev.concierge.hub.job;

import org.jspecify.annotations.NullMarked;
