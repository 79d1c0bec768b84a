package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.plan.Pair;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who never wants to meet whom. */
@Repository
public class Blocks {
    private final JdbcClient jdbc;

    Blocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID user, UUID blocked, Instant now) {
        jdbc.sql("insert into blocks (user_id, blocked_id, blocked_at) values (?, ?, ?) on conflict do nothing")
                .params(user, blocked, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return whether there was one */
    boolean remove(UUID user, UUID blocked) {
        return jdbc.sql("delete from blocks where user_id = ? and blocked_id = ?")
                        .params(user, blocked)
                        .update()
                > 0;
    }

    List<UUID> of(UUID user) {
        return jdbc.sql("select blocked_id from blocks where user_id = ? order by blocked_at, blocked_id")
                .param(user)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Of these people, the pairs of whom one has blocked the other. */
    public Set<Pair> among(Collection<UUID> people) {
        UUID[] ids = people.toArray(UUID[]::new);
        return new HashSet<>(
                jdbc.sql("select user_id, blocked_id from blocks where user_id = any(?) and blocked_id = any(?)")
                        .params(ids, ids)
                        .query((row, _) ->
                                new Pair(row.getObject("user_id", UUID.class), row.getObject("blocked_id", UUID.class)))
                        .list());
    }
}
