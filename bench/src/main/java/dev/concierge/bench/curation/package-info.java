/** How good curations are, and what learning them takes. */
@NullMarked
package dev.concierge.bench.curation;

import org.jspecify.annotations.NullMarked;
