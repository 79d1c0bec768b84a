package dev.concierge.user.token.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.concierge.user.token.TokenKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param businesses the tenants it may act for; none means all
 * @param isRegistered whether it gets tokens: an installed one whose file was there at the start, another until withdrawn
 * @param origin where it comes from; only those of admins change without a restart
 * @param previousUntil until when the secret before the last renewal counts, too
 */
record ClientView(
        String clientId,
        TokenKind kind,
        List<String> scopes,
        List<String> businesses,
        boolean isRegistered,
        Origin origin,
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant renewedAt,
        @Nullable Instant previousUntil,
        @Nullable Instant withdrawnAt) {
    enum Origin {
        /** Every fleet has it. */
        @JsonProperty("fleet")
        FLEET,
        @JsonProperty("settings")
        SETTINGS,
        @JsonProperty("admin")
        ADMIN
    }

    static ClientView of(InstalledClients.Installed installed) {
        return of(
                installed.client(),
                installed.secret() != null,
                installed.isConfigured() ? Origin.SETTINGS : Origin.FLEET,
                null);
    }

    static ClientView of(ManagedClient managed) {
        return of(managed.client(), managed.withdrawnAt() == null, Origin.ADMIN, managed);
    }

    private static ClientView of(
            ApiClient client, boolean isRegistered, Origin origin, @Nullable ManagedClient managed) {
        return new ClientView(
                client.id(),
                client.kind(),
                client.scopes().stream().sorted().toList(),
                client.businesses().stream().sorted().toList(),
                isRegistered,
                origin,
                managed == null ? null : managed.createdAt(),
                managed == null ? null : managed.createdBy(),
                managed == null ? null : managed.renewedAt(),
                managed == null ? null : managed.previousUntil(),
                managed == null ? null : managed.withdrawnAt());
    }
}
