@NullMarked
package dev.concierge.datemaker;

import org.jspecify.annotations.NullMarked;
