package dev.concierge.curator.item;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** Something to be found and shown. */
@Entity
@Table(name = "items")
class Item {
    @EmbeddedId
    private ItemId id;

    @Enumerated(EnumType.STRING)
    private ItemType type;

    private String title;
    private String description;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Mutability(Immutability.class)
    private List<String> tags;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, @Nullable Object> attributes;

    private Instant savedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Item() {}

    Item(ItemId id, CreateItem wanted, Instant savedAt) {
        this.id = id;
        this.type = wanted.type();
        this.title = wanted.title();
        this.description = Objects.requireNonNullElse(wanted.description(), "");
        this.tags = Objects.requireNonNullElse(wanted.tags(), List.of());
        this.attributes = Objects.requireNonNullElse(wanted.attributes(), Map.of());
        this.savedAt = savedAt;
    }

    ItemId id() {
        return id;
    }

    ItemType type() {
        return type;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    List<String> tags() {
        return tags;
    }

    Map<String, @Nullable Object> attributes() {
        return attributes;
    }

    Instant savedAt() {
        return savedAt;
    }
}
