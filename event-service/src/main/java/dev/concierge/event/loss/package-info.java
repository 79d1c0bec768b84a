/** The ledger of what was told and not taken: countable by reason, per client and name. */
@NullMarked
package dev.concierge.event.loss;

import org.jspecify.annotations.NullMarked;
