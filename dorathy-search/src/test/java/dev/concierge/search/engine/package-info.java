@NullMarked
package dev.concierge.search.engine;

import org.jspecify.annotations.NullMarked;
