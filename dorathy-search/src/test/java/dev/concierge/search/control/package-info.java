@NullMarked
package dev.concierge.search.control;

import org.jspecify.annotations.NullMarked;
