@NullMarked
package dev.concierge.datemaker.telegram;

import org.jspecify.annotations.NullMarked;
