package dev.concierge.user.token.client;

import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.IssuerSettings;
import dev.concierge.user.token.SecretFiles;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clients of this installation, those of every fleet and those of its settings: they change at a start alone. */
@Component
public class InstalledClients {
    private final Map<String, Installed> byId = new TreeMap<>();

    InstalledClients(SecretFiles secrets, IssuerSettings settings) {
        ApiClient.ALL.forEach(
                client -> add(client, false, digest(secrets, client).orElse(null)));
        settings.clients().forEach((id, given) -> {
            ApiClient client = ApiClient.configured(id, given);
            add(
                    client,
                    true,
                    digest(secrets, client)
                            .orElseThrow(() -> new IllegalStateException("client-secret-" + id
                                    + ": missing in the secrets folder (expected: a file per client)")));
        });
    }

    /**
     * @param isConfigured whether the settings of this installation name it
     * @param secret its digest; null where the file is not there, so that it gets no tokens
     */
    public record Installed(
            ApiClient client,
            boolean isConfigured,
            @Nullable String secret) {}

    /** By id. */
    public Collection<Installed> all() {
        return byId.values();
    }

    Optional<Installed> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private void add(ApiClient client, boolean isConfigured, @Nullable String secret) {
        byId.put(client.id(), new Installed(client, isConfigured, secret));
    }

    private static Optional<String> digest(SecretFiles secrets, ApiClient client) {
        return secrets.readGenerated("client-secret-" + client.id())
                .map(secret -> HexFormat.of().formatHex(GeneratedSecret.digest(secret)));
    }
}
