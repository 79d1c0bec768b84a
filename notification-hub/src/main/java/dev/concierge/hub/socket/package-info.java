/** WebSockets: the door with its token, one object per open socket, bounded writes, orderly leaving. */
@NullMarked
package dev.concierge.hub.socket;

import org.jspecify.annotations.NullMarked;
