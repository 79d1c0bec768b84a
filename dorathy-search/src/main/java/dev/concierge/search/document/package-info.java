@NullMarked
package dev.concierge.search.document;

import org.jspecify.annotations.NullMarked;
