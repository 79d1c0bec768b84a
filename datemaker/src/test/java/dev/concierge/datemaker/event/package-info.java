@NullMarked
package dev.concierge.datemaker.event;

import org.jspecify.annotations.NullMarked;
