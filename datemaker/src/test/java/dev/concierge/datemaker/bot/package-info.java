@NullMarked
package dev.concierge.datemaker.bot;

import org.jspecify.annotations.NullMarked;
