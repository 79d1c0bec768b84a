/** All that the fleet keeps of one guest, as one file. */
@NullMarked
package dev.concierge.user.export;

import org.jspecify.annotations.NullMarked;
