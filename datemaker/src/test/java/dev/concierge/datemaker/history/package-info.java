@NullMarked
package dev.concierge.datemaker.history;

import org.jspecify.annotations.NullMarked;
