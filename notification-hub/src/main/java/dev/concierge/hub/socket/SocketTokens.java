package dev.concierge.hub.socket;

import dev.concierge.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Checks the token of a socket as the HTTP doors do; why one was refused is nobody's business. */
final class SocketTokens {
    private final ReactiveJwtDecoder decoder;

    SocketTokens(ReactiveJwtDecoder decoder) {
        this.decoder = decoder;
    }

    /** Empty when the token is not good. */
    Mono<Ticket> ticket(String token) {
        return decoder.decode(token).map(SocketTokens::ticket).onErrorResume(JwtException.class, _ -> Mono.empty());
    }

    private static Ticket ticket(Jwt jwt) {
        return new Ticket(
                new Caller(
                        Objects.requireNonNull(jwt.getSubject()),
                        Caller.Kind.valueOf(Objects.requireNonNull(jwt.getClaimAsString("kind"))
                                .toUpperCase(Locale.ROOT)),
                        set(jwt.getClaimAsStringList("scope")),
                        set(jwt.getClaimAsStringList("businesses"))),
                Objects.requireNonNull(jwt.getExpiresAt()));
    }

    private static Set<String> set(@Nullable List<String> values) {
        return values == null ? Set.of() : Set.copyOf(values);
    }
}
