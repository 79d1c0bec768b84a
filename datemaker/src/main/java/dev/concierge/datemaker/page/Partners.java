package dev.concierge.datemaker.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Whom a guest has met at events, and what they said about each. */
@Repository
class Partners {
    private final JdbcClient jdbc;

    Partners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param round from 1 */
    record Partner(
            UUID partnerId,
            int round,
            @Nullable Boolean liked,
            @Nullable String note,
            boolean reported) {}

    /** By event, in the order of the rounds; nothing of an event where the guest has met nobody. */
    Map<UUID, List<Partner>> of(Collection<UUID> events, UUID guest) {
        if (events.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<Partner>> partners = new HashMap<>();
        jdbc.sql("""
                select met.event_id, met.partner, met.round, liked, note, report_id is not null as reported
                from (select event_id, round, case when one = :guest then other else one end as partner from calls
                      where event_id = any(:events) and :guest in (one, other) and ended_at is not null
                        and one_joined_at is not null and other_joined_at is not null) met
                left join choices on choices.event_id = met.event_id and choices.user_id = :guest
                    and choices.partner_id = met.partner
                left join reports on reports.event_id = met.event_id and reports.user_id = :guest
                    and reports.reported_id = met.partner
                order by met.round
                """)
                .param("events", new SqlArrayValue("uuid", events.toArray()))
                .param("guest", guest)
                .query((RowCallbackHandler)
                        row -> partners.computeIfAbsent(row.getObject("event_id", UUID.class), _ -> new ArrayList<>())
                                .add(new Partner(
                                        row.getObject("partner", UUID.class),
                                        row.getInt("round") + 1,
                                        (Boolean) row.getObject("liked"),
                                        row.getString("note"),
                                        row.getBoolean("reported"))));
        return partners;
    }
}
