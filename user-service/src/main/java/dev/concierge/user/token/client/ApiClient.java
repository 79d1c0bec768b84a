package dev.concierge.user.token.client;

import dev.concierge.platform.fleet.Fleet;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.TokenKind;
import dev.concierge.user.token.operator.OperatorRole;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Someone who gets tokens for a secret (client credentials).
 *
 * @param id of those of the installation also the name of their secret's file, {@code client-secret-<id>}
 * @param scopes what it may ask for, and gets when it asks for nothing
 * @param businesses the tenants it may act for; none named means all
 */
public record ApiClient(String id, TokenKind kind, Set<String> scopes, Set<String> businesses) {
    public static final Set<String> ALL_SCOPES =
            Stream.of(Scope.values()).map(Scope::claim).collect(Collectors.toUnmodifiableSet());

    /** Who has access at all is said by admins and by whoever holds the installation's secrets. */
    public static final Set<String> OPERATORS_SCOPES = Stream.concat(
                    ALL_SCOPES.stream(), Stream.of(OperatorRole.SEE_ACCESS, OperatorRole.GIVE_ACCESS))
            .collect(Collectors.toUnmodifiableSet());

    /** Those that every installation may have; registered are those whose secret is there. */
    public static final List<ApiClient> ALL = Stream.concat(
                    Stream.of(
                            new ApiClient("app", TokenKind.CLIENT, ALL_SCOPES, Set.of()),
                            new ApiClient("cli", TokenKind.OPERATOR, OPERATORS_SCOPES, Set.of())),
                    Fleet.SERVICES.stream()
                            .map(service ->
                                    new ApiClient(service.name(), TokenKind.SERVICE, service.scopes(), Set.of())))
            .toList();

    /**
     * A client that only this installation has.
     *
     * @throws IllegalArgumentException for a scope that no door asks for, or an id that is taken
     */
    static ApiClient configured(String id, IssuerSettings.Client client) {
        if (ALL.stream().anyMatch(taken -> taken.id().equals(id))) {
            throw new IllegalArgumentException("clients." + id + " (expected: an id that the fleet does not use)");
        }
        client.scopes().stream().filter(scope -> !ALL_SCOPES.contains(scope)).forEach(scope -> {
            throw new IllegalArgumentException(
                    "clients." + id + ".scopes: " + scope + " (expected: one of " + new TreeSet<>(ALL_SCOPES) + ")");
        });
        return new ApiClient(id, TokenKind.CLIENT, client.scopes(), client.businesses());
    }
}
