@NullMarked
package dev.concierge.search.query;

import org.jspecify.annotations.NullMarked;
