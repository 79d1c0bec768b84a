@NullMarked
package dev.concierge.datemaker.meet;

import org.jspecify.annotations.NullMarked;
