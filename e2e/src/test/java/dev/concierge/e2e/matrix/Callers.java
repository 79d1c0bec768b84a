package dev.concierge.e2e.matrix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everyone who may come, with their tokens.
 *
 * @param client the API client with all its scopes, as the issuer gives it
 * @param operator as the issuer gives it
 * @param guest of {@code guestId}, as the issuer gives it
 * @param rejected tokens that nobody may accept, by what is wrong with them
 * @param issuer signs what the real issuer gives to nobody
 */
record Callers(
        String client, String operator, String guest, String guestId, Map<String, String> rejected, TrustedKey issuer) {
    /** Somebody whom this operation answers. */
    String allowed(ApiOperation operation) {
        for (String kind : List.of("client", "operator", "service", "guest")) {
            Optional<ApiOperation.Grant> grant = operation.grant(kind);
            if (grant.isPresent()) {
                return holding(grant.get());
            }
        }
        return client;
    }

    /** By somebody whom this operation answers; where it is open, by nobody. */
    Call let(ApiOperation operation, Call call) {
        return operation.isOpen() ? call : call.as(allowed(operation));
    }

    /** The token that fulfils a grant. */
    String holding(ApiOperation.Grant grant) {
        return switch (grant.kind()) {
            case "client" -> client;
            case "operator" -> operator;
            case "guest" -> guest;
            default ->
                issuer.token("service", "journey-service", grant.scope() == null ? Set.of() : Set.of(grant.scope()));
        };
    }
}
