@NullMarked
package dev.concierge.datemaker.conduct;

import org.jspecify.annotations.NullMarked;
