@NullMarked
package dev.concierge.datemaker.series;

import org.jspecify.annotations.NullMarked;
