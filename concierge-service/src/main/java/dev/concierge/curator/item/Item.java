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

    private String type;
    private String title;
    private String description;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Mutability(Immutability.class)
    private List<String> tags;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, @Nullable Object> attributes;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Mutability(Immutability.class)
    private List<String> topics;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Mutability(Immutability.class)
    private List<String> languages;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Mutability(Immutability.class)
    private List<String> media;

    @JdbcTypeCode(SqlTypes.JSON)
    private ItemDetails.@Nullable Place place;

    @JdbcTypeCode(SqlTypes.JSON)
    private ItemDetails.@Nullable Price price;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Mutability(Immutability.class)
    private List<String> sharedWith;

    private @Nullable String owner;

    @Enumerated(EnumType.STRING)
    private @Nullable Capacity capacity;

    private String creator;
    private @Nullable Instant availableFrom;
    private @Nullable Instant availableUntil;
    private Instant savedAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Item() {}

    /** @param creator who saves it, such as {@code guest:0199…} */
    @SuppressWarnings("NullAway.Init") // change sets the rest
    Item(ItemId id, String creator, ItemDetails details, Instant savedAt) {
        this.id = id;
        this.creator = creator;
        change(details, savedAt);
    }

    /** Becomes what is said of it; who created it stays. */
    final void change(ItemDetails details, Instant savedAt) {
        this.type = details.type();
        this.title = details.title();
        this.description = Objects.requireNonNullElse(details.description(), "");
        this.tags = Objects.requireNonNullElse(details.tags(), List.of());
        this.attributes = Objects.requireNonNullElse(details.attributes(), Map.of());
        this.topics = Objects.requireNonNullElse(details.topics(), List.of());
        this.languages = Objects.requireNonNullElse(details.languages(), List.of());
        this.media = Objects.requireNonNullElse(details.media(), List.of());
        this.place = details.place();
        this.price = details.price();
        this.visibility = Objects.requireNonNullElse(details.visibility(), Visibility.PUBLIC);
        this.sharedWith = Objects.requireNonNullElse(details.sharedWith(), List.of());
        this.owner = details.owner();
        this.capacity = details.capacity();
        this.availableFrom = details.availableFrom();
        this.availableUntil = details.availableUntil();
        this.savedAt = savedAt;
    }

    ItemDetails details() {
        return new ItemDetails(
                type,
                title,
                description,
                tags,
                attributes,
                topics,
                languages,
                media,
                place,
                price,
                visibility,
                sharedWith,
                owner,
                capacity,
                availableFrom,
                availableUntil);
    }

    ItemId id() {
        return id;
    }

    String creator() {
        return creator;
    }

    Instant savedAt() {
        return savedAt;
    }

    boolean isPublic() {
        return visibility == Visibility.PUBLIC;
    }

    boolean isOwnedBy(String guest) {
        return guest.equals(owner);
    }

    boolean isSharedWith(String guest) {
        return visibility == Visibility.SHARED && sharedWith.contains(guest);
    }
}
