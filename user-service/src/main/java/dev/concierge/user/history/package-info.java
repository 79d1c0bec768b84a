/** What guests did, as briefly as rules need it. */
@NullMarked
package dev.concierge.user.history;

import org.jspecify.annotations.NullMarked;
