/** Who did what: an append-only log in the database of the service that acts, whose rows hold on to each other. */
@NullMarked
package dev.concierge.platform.audit;

import org.jspecify.annotations.NullMarked;
