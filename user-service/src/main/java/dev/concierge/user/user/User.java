package dev.concierge.user.user;

import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.message.Shard;
import dev.concierge.user.identity.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A registered guest. */
@Entity
@Table(name = "users")
class User {
    @EmbeddedId
    private UserId id;

    @Column(name = "version", updatable = false) // UserVersions counts it up, and locks the row by it
    private long latestVersion;

    private long detailsVersion;

    /** The shard that the guest's messages are in. */
    @Column(updatable = false)
    private short shard;

    @Embedded
    private UserDetails details;

    private String emailKey;

    @Column(updatable = false)
    private Instant registeredAt;

    private Instant updatedAt;

    @Version
    private @Nullable Integer revision;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected User() {}

    User(UserId id, UserDetails details, Instant now) {
        this.id = id;
        this.shard = (short) Shard.of(id.toString()).number();
        this.details = details;
        this.emailKey = EmailAddress.of(details.email()).key();
        this.registeredAt = now;
        this.updatedAt = now;
    }

    UserId id() {
        return id;
    }

    /** The guest's version at the last change of the details. */
    long version() {
        return detailsVersion;
    }

    /** The guest's version when it was read: counts changes of preferences and profile too. */
    long latestVersion() {
        return latestVersion;
    }

    String emailKey() {
        return emailKey;
    }

    short shard() {
        return shard;
    }

    UserDetails details() {
        return details;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    void change(UserDetails details, long version, Instant now) {
        this.details = details;
        this.emailKey = EmailAddress.of(details.email()).key();
        this.detailsVersion = version;
        this.updatedAt = now;
    }
}
