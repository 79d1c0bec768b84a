@NullMarked
package dev.concierge.search;

import org.jspecify.annotations.NullMarked;
