package dev.concierge.user.token.server;

import dev.concierge.user.token.client.ClientId;
import dev.concierge.user.token.client.ManagedClients;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * The installed clients from memory; those that admins made from the database at each token, so that a new one, another
 * secret or a withdrawal counts at once on every replica.
 */
final class KnownClients implements RegisteredClientRepository {
    private final Map<String, RegisteredClient> installed;
    private final RegisterClients register;
    private final ManagedClients managed;
    private final Clock clock;

    KnownClients(RegisterClients register, ManagedClients managed, Clock clock) {
        this.installed = register.installed().stream()
                .collect(Collectors.toUnmodifiableMap(RegisteredClient::getClientId, client -> client));
        this.register = register;
        this.managed = managed;
        this.clock = clock;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are made by admins and by settings");
    }

    /** Ids here are those that clients go by. */
    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        RegisteredClient known = installed.get(clientId);
        return known == null ? made(clientId).orElse(null) : known;
    }

    private Optional<RegisteredClient> made(String clientId) {
        if (!ClientId.isOne(clientId)) {
            return Optional.empty();
        }
        return managed.findById(new ClientId(clientId)).flatMap(client -> {
            String secrets = client.secrets(clock.instant()).collect(Collectors.joining(SecretDigest.BETWEEN));
            return secrets.isEmpty() ? Optional.empty() : Optional.of(register.registered(client.client(), secrets));
        });
    }
}
