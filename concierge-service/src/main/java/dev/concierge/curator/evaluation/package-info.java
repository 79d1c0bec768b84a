/** How good a model is, told from interactions that it did not learn from. */
@NullMarked
package dev.concierge.curator.evaluation;

import org.jspecify.annotations.NullMarked;
