/** Transactions of one tenant, wherever its rows are. */
@NullMarked
package dev.concierge.resource.tenant;

import org.jspecify.annotations.NullMarked;
