package dev.concierge.curator.item;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class Items {
    /** Of the newest item that can ever be. */
    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Items(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(Item item) {
        jdbc.sql("""
                insert into items (item_id, type, title, description, tags, attributes, saved_at)
                values (?, ?, ?, ?, ?, ?::jsonb, ?)
                """)
                .params(
                        item.id(),
                        item.type().wireName(),
                        item.title(),
                        item.description(),
                        item.tags().toArray(String[]::new),
                        json.writeValueAsString(item.attributes()),
                        item.savedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Item> find(UUID id) {
        return jdbc.sql("select * from items where item_id = ?")
                .param(id)
                .query(this::item)
                .optional();
    }

    /** Newest first, one more than {@code limit} when there are more. */
    List<Item> newest(@Nullable UUID after, int limit) {
        return jdbc.sql("select * from items where item_id < ? order by item_id desc limit ?")
                .params(after == null ? LAST : after, limit + 1)
                .query(this::item)
                .list();
    }

    /** Whether it was there. */
    boolean remove(UUID id) {
        return jdbc.sql("delete from items where item_id = ?").param(id).update() == 1;
    }

    private Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getObject("item_id", UUID.class),
                ItemType.of(row.getString("type")),
                row.getString("title"),
                row.getString("description"),
                List.of((String[]) row.getArray("tags").getArray()),
                json.readValue(row.getString("attributes"), new TypeReference<>() {}),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }
}
