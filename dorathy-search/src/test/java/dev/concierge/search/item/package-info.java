@NullMarked
package dev.concierge.search.item;

import org.jspecify.annotations.NullMarked;
