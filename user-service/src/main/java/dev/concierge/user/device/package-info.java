/** The devices that guests use. */
@NullMarked
package dev.concierge.user.device;

import org.jspecify.annotations.NullMarked;
