package dev.concierge.event.writekey;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key that may write, by its digest alone. It stays as it was made, until it is revoked. */
@Entity
@Table(name = "write_keys")
class IssuedKey {
    @EmbeddedId
    private WriteKeyId id;

    @Column(updatable = false)
    private String name;

    @Column(updatable = false)
    private String digest;

    @Column(updatable = false)
    private Instant madeAt;

    @Column(updatable = false)
    private String madeBy;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected IssuedKey() {}

    /** @param name of the client that uses it; two keys may have one, while one takes the other's place */
    IssuedKey(WriteKeyId id, String name, String digest, Instant madeAt, String madeBy) {
        this.id = id;
        this.name = name;
        this.digest = digest;
        this.madeAt = madeAt;
        this.madeBy = madeBy;
    }

    WriteKeyId id() {
        return id;
    }

    String name() {
        return name;
    }

    String digest() {
        return digest;
    }

    Instant madeAt() {
        return madeAt;
    }

    String madeBy() {
        return madeBy;
    }

    @Embeddable
    record WriteKeyId(@Column(name = "key_id") UUID value) implements Serializable {}
}
