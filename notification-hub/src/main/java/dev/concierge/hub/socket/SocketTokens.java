package dev.concierge.hub.socket;

import dev.concierge.platform.security.token.InvalidToken;
import dev.concierge.platform.security.token.Tokens;
import java.time.Instant;
import java.util.Base64;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Checks the token of a socket as the HTTP doors do; why one was refused is nobody's business. */
final class SocketTokens {
    private final Tokens tokens;

    SocketTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Empty when the token is not good. Off the event loop, because a first token fetches the issuer's keys. */
    Mono<Ticket> ticket(String token) {
        return Mono.fromCallable(() -> new Ticket(tokens.verify(token), expiry(token)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(InvalidToken.class, _ -> Mono.empty());
    }

    /** @param token verified before, so it has the claim */
    private static Instant expiry(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Instant.ofEpochSecond(
                JsonMapper.shared().readTree(claims).path("exp").longValue());
    }
}
