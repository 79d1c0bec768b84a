/** WebSockets: the service answers the handshake, then the bytes of both sides pass as they are. */
@NullMarked
package dev.concierge.gateway.socket;

import org.jspecify.annotations.NullMarked;
