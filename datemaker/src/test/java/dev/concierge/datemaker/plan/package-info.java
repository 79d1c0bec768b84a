@NullMarked
package dev.concierge.datemaker.plan;

import org.jspecify.annotations.NullMarked;
