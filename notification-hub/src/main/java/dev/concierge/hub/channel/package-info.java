/** The Phoenix Channels protocol, free of any transport: frames, topics, who may join, one conversation per socket. */
@NullMarked
package dev.concierge.hub.channel;

import org.jspecify.annotations.NullMarked;
