package dev.concierge.curator.item;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Items as one guest may be shown them now. */
@Component
public class VisibleItems {
    private static final String SHOWN = """
        SELECT item_id, title, topics FROM items
        WHERE (visibility = 'public' OR owner = :guest
               OR (visibility = 'shared' AND shared_with @> CAST(ARRAY[:guest] AS text[])))
          AND (available_from IS NULL OR available_from <= :now)
          AND (available_until IS NULL OR available_until > :now)
          AND (:anyKind OR type = ANY(CAST(:kinds AS text[])))
          AND (:anyLanguage OR languages = '{}' OR languages && CAST(:languages AS text[]))
          AND (:anyPrice OR (price->>'currency' = :currency AND (price->>'amount')::bigint <= :amount))
          AND (:anyPlace OR 12742 * asin(sqrt(
                sin(radians((place->>'lat')::float8 - :lat) / 2) ^ 2
                + cos(radians(:lat)) * cos(radians((place->>'lat')::float8))
                  * sin(radians((place->>'lon')::float8 - :lon) / 2) ^ 2)) <= :km)
        """;

    private final JdbcClient jdbc;
    private final Items items;

    VisibleItems(JdbcClient jdbc, Items items) {
        this.jdbc = jdbc;
        this.items = items;
    }

    /**
     * Which of them are wanted.
     *
     * @param kinds empty for all
     * @param languages empty for all; an item without any suits everyone
     */
    public record Wanted(
            String guest,
            Instant now,
            List<String> kinds,
            List<String> languages,
            @Nullable Price atMost,
            @Nullable Near near) {}

    /** @param amount in minor units */
    public record Price(long amount, String currency) {}

    /** Within so many kilometres. */
    public record Near(double lat, double lon, double km) {}

    /** What may be picked. */
    public record Candidate(UUID item, String title, List<String> topics) {}

    public List<Candidate> of(Wanted wanted, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : list(wanted, "AND item_id = ANY(CAST(:ids AS uuid[]))", "ids", texts(ids));
    }

    /** The newest of any of these topics. */
    public List<Candidate> about(Wanted wanted, Collection<String> topics, int limit) {
        return topics.isEmpty()
                ? List.of()
                : list(wanted, "AND topics && CAST(:topics AS text[])" + newest(limit), "topics", texts(topics));
    }

    public List<Candidate> newest(Wanted wanted, int limit) {
        return list(wanted, newest(limit), "unused", "");
    }

    /** The newest that not everybody may see, and so are not searched for elsewhere, with these words. */
    public List<Candidate> ofTheirOwn(Wanted wanted, String words, int limit) {
        return list(wanted, """
            AND visibility <> 'public'
            AND to_tsvector('simple', title || ' ' || description || ' ' || array_to_string(tags || topics, ' '))
                @@ websearch_to_tsquery('simple', :words)
            """ + newest(limit), "words", words);
    }

    /** Those that the guest may still see; by their ids. */
    public Map<UUID, ItemView> find(String guest, Instant now, Collection<UUID> ids) {
        List<UUID> shown = of(new Wanted(guest, now, List.of(), List.of(), null, null), ids).stream()
                .map(Candidate::item)
                .toList();
        return items.findAllById(shown.stream().map(ItemId::new).toList()).stream()
                .map(ItemView::of)
                .collect(Collectors.toMap(ItemView::itemId, Function.identity()));
    }

    private static String newest(int limit) {
        return " ORDER BY item_id DESC LIMIT " + limit;
    }

    private List<Candidate> list(Wanted wanted, String condition, String name, Object value) {
        Price price = wanted.atMost() == null ? new Price(0, "") : wanted.atMost();
        Near near = wanted.near() == null ? new Near(0, 0, 0) : wanted.near();
        return jdbc.sql(SHOWN + condition)
                .param("guest", wanted.guest())
                .param("now", Timestamp.from(wanted.now()))
                .param("anyKind", wanted.kinds().isEmpty())
                .param("kinds", texts(wanted.kinds()))
                .param("anyLanguage", wanted.languages().isEmpty())
                .param("languages", texts(wanted.languages()))
                .param("anyPrice", wanted.atMost() == null)
                .param("amount", price.amount())
                .param("currency", price.currency())
                .param("anyPlace", wanted.near() == null)
                .param("lat", near.lat())
                .param("lon", near.lon())
                .param("km", near.km())
                .param(name, value)
                .query(VisibleItems::candidate)
                .list();
    }

    private static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    private static Candidate candidate(ResultSet row, int number) throws SQLException {
        Array topics = row.getArray("topics");
        return new Candidate(row.getObject("item_id", UUID.class), row.getString("title"), Arrays.asList((String[])
                topics.getArray()));
    }
}
