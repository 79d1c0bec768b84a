package dev.concierge.user.token.client;

import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.TokenKind;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** A client that an admin made. Its id is nobody else's, also after it was withdrawn: tokens and audit rows say it. */
@Entity
@Table(name = "api_clients")
public class ManagedClient {
    @EmbeddedId
    private ClientId id;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    @Column(updatable = false)
    private Set<String> scopes;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Set<String> businesses;

    /** Digest of the secret that counts. */
    private String secret;

    /** Digest of the one before it, while that counts too. */
    private @Nullable String previousSecret;

    private @Nullable Instant previousUntil;

    @Column(updatable = false)
    private String createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    private @Nullable Instant renewedAt;
    private @Nullable Instant withdrawnAt;

    @Version
    private @Nullable Integer revision;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected ManagedClient() {}

    ManagedClient(ApiClient client, GeneratedSecret secret, String createdBy, Instant now) {
        this.id = new ClientId(client.id());
        this.scopes = client.scopes();
        this.businesses = client.businesses();
        this.secret = digest(secret);
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    ClientId id() {
        return id;
    }

    public ApiClient client() {
        return new ApiClient(id.value(), TokenKind.CLIENT, scopes, businesses);
    }

    /** Digests of the secrets that get a token now: none, one or two. */
    public Stream<String> secrets(Instant now) {
        if (withdrawnAt != null) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(secret),
                previousUntil != null && now.isBefore(previousUntil)
                        ? Stream.ofNullable(previousSecret)
                        : Stream.empty());
    }

    /** The secret until now counts for a while yet; the one before that does not. */
    void renew(GeneratedSecret next, Duration keepPrevious, Instant now) {
        boolean keeps = keepPrevious.isPositive();
        previousSecret = keeps ? secret : null;
        previousUntil = keeps ? now.plus(keepPrevious) : null;
        secret = digest(next);
        renewedAt = now;
    }

    /** Acts for the others alone from now on. */
    void withdrawFrom(String business) {
        businesses = businesses.stream().filter(each -> !each.equals(business)).collect(Collectors.toUnmodifiableSet());
    }

    void withdraw(Instant now) {
        withdrawnAt = now;
        previousSecret = null;
        previousUntil = null;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant renewedAt() {
        return renewedAt;
    }

    @Nullable
    Instant previousUntil() {
        return previousUntil;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
    }

    private static String digest(GeneratedSecret secret) {
        return HexFormat.of().formatHex(secret.digest());
    }
}
