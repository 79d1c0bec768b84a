package dev.concierge.platform.records;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.records.PersonalRecords.Column;
import dev.concierge.platform.records.PersonalRecords.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what is kept of a guest, page by page, so that a guest of many years needs no more memory than one of today. */
public final class ReadPersonalRecords {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    public ReadPersonalRecords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One thing that is kept.
     *
     * @param data its columns, in camel case
     */
    public record PersonalRecord(String kind, JsonNode data) {}

    /** Kind by kind; each in the order of its key. */
    public Page<PersonalRecord> page(PersonalRecords records, String guest, PageRequest page) {
        Place place = page.after(2, values -> place(records, values));
        List<Found> found = new ArrayList<>();
        List<Kind> kinds = records.kinds();
        for (Kind kind : kinds.subList(place == null ? 0 : kinds.indexOf(place.kind()), kinds.size())) {
            List<String> after = place != null && kind.equals(place.kind())
                    ? place.key()
                    : kind.key().stream().map(Column::least).toList();
            found.addAll(rows(kind, guest, after, page.limit() + 1 - found.size()));
            if (found.size() > page.limit()) {
                break;
            }
        }
        return Page.of(found, page, this::cursor)
                .map(one -> new PersonalRecord(one.kind().name(), camel(one.row())));
    }

    /** Behind which row to go on. */
    private record Place(Kind kind, List<String> key) {}

    private record Found(Kind kind, JsonNode row) {}

    private Place place(PersonalRecords records, List<String> values) {
        Kind kind = records.kinds().stream()
                .filter(one -> one.name().equals(values.getFirst()))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
        List<String> key = key(values.getLast());
        if (key.size() != kind.key().size()) {
            throw new IllegalArgumentException();
        }
        for (int index = 0; index < key.size(); index++) {
            kind.key().get(index).check(key.get(index));
        }
        return new Place(kind, key);
    }

    private List<String> key(String text) {
        try {
            return json.readTree(text).valueStream().map(JsonNode::asString).toList();
        } catch (JacksonException notOurs) {
            throw new IllegalArgumentException(notOurs);
        }
    }

    private List<Found> rows(Kind kind, String guest, List<String> after, int limit) {
        Optional<UUID> id = id(guest);
        if (kind.isById() && id.isEmpty()) {
            return List.of();
        }
        JdbcClient.StatementSpec sql = jdbc.sql(kind.sql())
                .param("guest", guest)
                .param("id", id.orElse(null))
                .param("limit", limit);
        for (int index = 0; index < after.size(); index++) {
            sql = sql.param("after" + index, after.get(index));
        }
        return sql.query((row, _) -> new Found(kind, json.readTree(row.getString(1))))
                .list();
    }

    private static Optional<UUID> id(String guest) {
        try {
            return Optional.of(Numbers.uuid(guest));
        } catch (Refused another) {
            return Optional.empty();
        }
    }

    private Cursor cursor(Found last) {
        List<String> key = last.kind().key().stream()
                .map(column -> last.row().path(column.name()).asString())
                .toList();
        return Cursor.of(last.kind().name(), json.writeValueAsString(key));
    }

    private JsonNode camel(JsonNode row) {
        ObjectNode named = json.createObjectNode();
        row.properties().forEach(column -> named.set(camel(column.getKey()), column.getValue()));
        return named;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}
