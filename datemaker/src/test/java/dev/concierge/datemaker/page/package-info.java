@NullMarked
package dev.concierge.datemaker.page;

import org.jspecify.annotations.NullMarked;
