package dev.concierge.gateway.limit;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.token.Tokens;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whose tokens are, before Spring Security says so or where it does not look. */
final class VerifiedCallers {
    private final Tokens tokens;

    VerifiedCallers(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Empty when the token is not good. One that is new is verified away from the loop: the issuer's keys may have to be fetched. */
    Mono<Optional<Caller>> of(String token) {
        Caller known = tokens.known(token);
        return known != null
                ? Mono.just(Optional.of(known))
                : Mono.fromCallable(() -> Optional.of(tokens.verify(token)))
                        .subscribeOn(Schedulers.boundedElastic())
                        .onErrorReturn(Fact.class, Optional.empty());
    }
}
