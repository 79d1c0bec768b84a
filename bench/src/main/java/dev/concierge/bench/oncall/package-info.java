/** What whoever is on call must be told, and what nobody may notice. */
@NullMarked
package dev.concierge.bench.oncall;

import org.jspecify.annotations.NullMarked;
