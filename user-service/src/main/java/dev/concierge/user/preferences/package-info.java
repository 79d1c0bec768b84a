/** How a guest wants to be reached. */
@NullMarked
package dev.concierge.user.preferences;

import org.jspecify.annotations.NullMarked;
