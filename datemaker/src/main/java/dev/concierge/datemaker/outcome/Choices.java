package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.plan.Pair;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom guests would like to see again, what they noted, and who chose each other. */
@Repository
class Choices {
    private final JdbcClient jdbc;

    Choices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param liked null where there is a note only */
    record Choice(
            UUID userId,
            UUID partnerId,
            @Nullable Boolean liked,
            @Nullable String note) {}

    /** What is null stays as it was. */
    void save(UUID event, Choice choice, Instant now) {
        jdbc.sql("""
                insert into choices as known (event_id, user_id, partner_id, liked, note, chosen_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (event_id, user_id, partner_id) do update set
                    liked = coalesce(excluded.liked, known.liked), note = coalesce(excluded.note, known.note),
                    chosen_at = excluded.chosen_at
                """)
                .param(event)
                .param(choice.userId())
                .param(choice.partnerId())
                .param(choice.liked())
                .param(choice.note())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Choice> of(UUID event) {
        return jdbc.sql("select user_id, partner_id, liked, note from choices where event_id = ?")
                .param(event)
                .query((row, _) -> new Choice(
                        row.getObject("user_id", UUID.class),
                        row.getObject("partner_id", UUID.class),
                        (Boolean) row.getObject("liked"),
                        row.getString("note")))
                .list();
    }

    List<Choice> of(UUID event, UUID user) {
        return of(event).stream().filter(choice -> choice.userId().equals(user)).toList();
    }

    /** Those who met, both like the other, and of whom neither blocked or reported the other. */
    List<Pair> mutual(UUID event) {
        return jdbc.sql("""
                select mine.user_id as one, mine.partner_id as other
                from choices mine join choices theirs
                    on theirs.event_id = mine.event_id and theirs.user_id = mine.partner_id
                    and theirs.partner_id = mine.user_id
                where mine.event_id = ? and mine.liked and theirs.liked and mine.user_id < mine.partner_id
                  and not exists (select from blocks where (user_id, blocked_id) in
                      ((mine.user_id, mine.partner_id), (mine.partner_id, mine.user_id)))
                  and not exists (select from reports where event_id = mine.event_id and (user_id, reported_id) in
                      ((mine.user_id, mine.partner_id), (mine.partner_id, mine.user_id)))
                order by one, other
                """)
                .param(event)
                .query((row, _) -> new Pair(row.getObject("one", UUID.class), row.getObject("other", UUID.class)))
                .list();
    }

    void match(UUID event, Pair pair, Instant now) {
        jdbc.sql("insert into matches (event_id, one, other, matched_at) values (?, ?, ?, ?) on conflict do nothing")
                .params(event, pair.one(), pair.other(), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whom a guest was matched with; whoever has blocked the other since is gone for both. */
    List<UUID> matchesOf(UUID event, UUID user) {
        return jdbc.sql("""
                select case when one = :user then other else one end from matches
                where event_id = :event and :user in (one, other)
                  and not exists (select from blocks
                      where (user_id, blocked_id) in ((one, other), (other, one)))
                order by 1
                """)
                .param("event", event)
                .param("user", user)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }
}
