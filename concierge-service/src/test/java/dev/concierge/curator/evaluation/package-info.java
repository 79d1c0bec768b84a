@NullMarked
package dev.concierge.curator.evaluation;

import org.jspecify.annotations.NullMarked;
