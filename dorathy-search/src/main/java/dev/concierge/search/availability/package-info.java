@NullMarked
package dev.concierge.search.availability;

import org.jspecify.annotations.NullMarked;
