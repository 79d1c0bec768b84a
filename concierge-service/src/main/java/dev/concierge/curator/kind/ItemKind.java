package dev.concierge.curator.kind;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A kind as it is kept. */
@Entity
@Table(name = "item_kinds")
class ItemKind {
    @EmbeddedId
    private KindId id;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private JsonNode schema;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private Map<String, String> card;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected ItemKind() {}

    ItemKind(Kind said) {
        this.id = new KindId(said.kind());
        this.name = said.name();
        this.schema = said.schema();
        this.card = said.card();
    }

    /** Becomes what is said of it; items that are there stay as they are. */
    void change(Kind said) {
        this.name = said.name();
        this.schema = said.schema();
        this.card = said.card();
    }

    JsonNode schema() {
        return schema;
    }

    Kind kind() {
        return new Kind(id.value(), name, schema, card);
    }

    @Embeddable
    record KindId(@Column(name = "kind") String value) implements Serializable {}
}
