@NullMarked
package dev.concierge.datemaker.outcome;

import org.jspecify.annotations.NullMarked;
