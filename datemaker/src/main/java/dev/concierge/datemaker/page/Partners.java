package dev.concierge.datemaker.page;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom a guest has met at an event, and what they said about each. */
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

    List<Partner> of(UUID event, UUID guest) {
        return jdbc.sql("""
                select met.partner, met.round, liked, note, report_id is not null as reported
                from (select round, case when one = :guest then other else one end as partner from calls
                      where event_id = :event and :guest in (one, other) and ended_at is not null
                        and one_joined_at is not null and other_joined_at is not null) met
                left join choices on choices.event_id = :event and choices.user_id = :guest
                    and choices.partner_id = met.partner
                left join reports on reports.event_id = :event and reports.user_id = :guest
                    and reports.reported_id = met.partner
                order by met.round
                """)
                .param("event", event)
                .param("guest", guest)
                .query((row, _) -> new Partner(
                        row.getObject("partner", UUID.class),
                        row.getInt("round") + 1,
                        (Boolean) row.getObject("liked"),
                        row.getString("note"),
                        row.getBoolean("reported")))
                .list();
    }
}
