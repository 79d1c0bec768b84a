@NullMarked
package dev.concierge.search.evaluation;

import org.jspecify.annotations.NullMarked;
