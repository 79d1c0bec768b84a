package dev.concierge.user.alias;

import dev.concierge.user.identity.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** The other names of all guests; they go with the guest. */
@Repository
public class Aliases {
    private final JdbcClient jdbc;

    Aliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a name comes from. */
    enum Kind {
        EXTERNAL,
        ANONYMOUS
    }

    /** Another name of a guest. */
    record AliasView(String alias, Kind kind, Instant addedAt) {}

    /** Whose name this is. */
    public Optional<UserId> owner(String alias) {
        return Optional.ofNullable(owners(List.of(alias)).get(alias));
    }

    /** Whose names these are, of those that are somebody's. */
    public Map<String, UserId> owners(Collection<String> aliases) {
        Map<String, UserId> owners = new HashMap<>();
        if (!aliases.isEmpty()) {
            jdbc.sql("SELECT alias, user_id FROM user_aliases WHERE alias = ANY (?)")
                    .param(new SqlArrayValue("text", aliases.toArray()))
                    .query((row, _) ->
                            owners.put(String.valueOf(row.getString(1)), new UserId(row.getObject(2, UUID.class))))
                    .list();
        }
        return owners;
    }

    /** Which of these are guests now. */
    Set<UserId> known(Collection<UserId> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("SELECT user_id FROM users WHERE user_id = ANY (?)")
                        .param(column(ids))
                        .query((row, _) -> new UserId(row.getObject(1, UUID.class)))
                        .list());
    }

    /** Which of these are ids or other names of guests who were erased. */
    Set<String> erased(Collection<String> names) {
        List<UserId> ids =
                names.stream().flatMap(name -> UserId.parse(name).stream()).toList();
        return new HashSet<>(jdbc.sql("""
                SELECT user_id::text FROM erasures WHERE user_id = ANY (:ids)
                UNION ALL
                SELECT actor FROM unnest(:names) AS actor JOIN erased_aliases
                    ON erased_aliases.name = sha256(convert_to(actor, 'UTF8'))
                """)
                .param("ids", column(ids))
                .param("names", new SqlArrayValue("text", names.toArray()))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list());
    }

    /** False when it is somebody's already. */
    boolean add(String alias, UserId owner, Kind kind, Instant now) {
        return jdbc.sql("""
                INSERT INTO user_aliases (alias, user_id, kind, added_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
                        .param(alias)
                        .param(owner.value())
                        .param(kind.name())
                        .param(now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Each must be new. */
    public void addExternal(Map<String, UserId> owners, Instant now) {
        if (!owners.isEmpty()) {
            List<Map.Entry<String, UserId>> rows = List.copyOf(owners.entrySet());
            jdbc.sql("""
                    INSERT INTO user_aliases (alias, user_id, kind, added_at)
                    SELECT alias, user_id, 'EXTERNAL', :now FROM unnest(:aliases, :owners) AS given (alias, user_id)
                    """)
                    .param(
                            "aliases",
                            new SqlArrayValue(
                                    "text", rows.stream().map(Map.Entry::getKey).toArray()))
                    .param(
                            "owners",
                            column(rows.stream().map(Map.Entry::getValue).toList()))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    boolean remove(String alias, UserId owner) {
        return jdbc.sql("DELETE FROM user_aliases WHERE alias = ? AND user_id = ?")
                        .param(alias)
                        .param(owner.value())
                        .update()
                == 1;
    }

    int count(UserId owner) {
        return jdbc.sql("SELECT count(*) FROM user_aliases WHERE user_id = ?")
                .param(owner.value())
                .query(Integer.class)
                .single();
    }

    /** The other names of a guest. */
    public List<String> names(UserId owner) {
        return of(owner).stream().map(AliasView::alias).toList();
    }

    List<AliasView> of(UserId owner) {
        return jdbc.sql("SELECT alias, kind, added_at FROM user_aliases WHERE user_id = ? ORDER BY alias")
                .param(owner.value())
                .query((row, _) -> new AliasView(
                        row.getString(1),
                        Kind.valueOf(row.getString(2)),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    private static SqlArrayValue column(Collection<UserId> ids) {
        return new SqlArrayValue("uuid", ids.stream().map(UserId::value).toArray());
    }
}
