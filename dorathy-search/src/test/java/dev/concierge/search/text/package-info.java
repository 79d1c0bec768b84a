@NullMarked
package dev.concierge.search.text;

import org.jspecify.annotations.NullMarked;
