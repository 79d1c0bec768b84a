@NullMarked
package dev.concierge.datemaker.call;

import org.jspecify.annotations.NullMarked;
