package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Conversation;
import dev.concierge.hub.channel.Serializer;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket as operators see it.
 *
 * @param subject the kind of its token and whose it is
 * @param expiresAt null for never
 * @param queuedBytes what waits for it to read
 */
record ConnectionView(
        String connectionId,
        String subject,
        Serializer serializer,
        Instant openedAt,
        @Nullable Instant expiresAt,
        List<String> topics,
        int queuedBytes) {
    static ConnectionView of(
            Channel channel,
            Conversation conversation,
            Serializer serializer,
            Instant openedAt,
            Instant expiresAt,
            int queuedBytes) {
        return new ConnectionView(
                channel.id().asShortText(),
                conversation.visitor().subject(),
                serializer,
                openedAt,
                expiresAt.equals(Instant.MAX) ? null : expiresAt,
                conversation.topics().stream().sorted().toList(),
                queuedBytes);
    }
}
