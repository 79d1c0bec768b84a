package dev.concierge.hub.socket;

import dev.concierge.hub.channel.TopicPattern;
import dev.concierge.hub.channel.Visitor;
import dev.concierge.platform.security.token.InvalidToken;
import dev.concierge.platform.security.token.Tokens;
import dev.concierge.platform.security.token.VerifiedToken;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the token of a socket as the HTTP doors do; why one was refused is nobody's business. */
final class SocketTokens implements Tickets {
    private final Tokens tokens;
    private final List<TopicPattern> anonymous;
    private final Clock clock;

    /** @param anonymous the topics that may be joined without a token; none to ask everyone for one */
    SocketTokens(Tokens tokens, List<TopicPattern> anonymous, Clock clock) {
        this.tokens = tokens;
        this.anonymous = anonymous;
        this.clock = clock;
    }

    /** Blocks where a first token fetches the issuer's keys. */
    @Override
    public @Nullable Ticket ticket(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return anonymous.isEmpty() ? null : new Ticket(new Visitor.Anonymous(anonymous), Instant.MAX);
        }
        try {
            VerifiedToken good = tokens.verified(token);
            Ticket ticket = new Ticket(new Visitor.Known(good.caller()), good.expiresAt(), good.marks());
            // tokens are accepted a little longer, for clocks that differ; the socket would be closed at once
            return clock.instant().isBefore(ticket.expiresAt()) ? ticket : null;
        } catch (InvalidToken refused) {
            return null;
        }
    }
}
