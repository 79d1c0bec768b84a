@NullMarked
package dev.concierge.search.meaning;

import org.jspecify.annotations.NullMarked;
