package dev.concierge.user.grant;

import dev.concierge.user.identity.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The grants of all guests; they go with the guest. */
@Repository
public class GuestGrants {
    private final JdbcClient jdbc;
    private final Clock clock;

    GuestGrants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Set<GuestGrant> of(UserId id) {
        EnumSet<GuestGrant> found = EnumSet.noneOf(GuestGrant.class);
        found.addAll(jdbc.sql("SELECT held FROM guest_grants WHERE user_id = ?")
                .param(id.value())
                .query((row, _) -> GuestGrant.valueOf(row.getString(1)))
                .list());
        return found;
    }

    void replace(UserId id, Collection<GuestGrant> grants, String operator) {
        String[] names = grants.stream().map(Enum::name).toArray(String[]::new);
        jdbc.sql("DELETE FROM guest_grants WHERE user_id = ? AND held <> ALL (?)")
                .param(id.value())
                .param(names)
                .update();
        jdbc.sql("""
                INSERT INTO guest_grants (user_id, held, given_by, given_at)
                SELECT ?, held, ?, ? FROM unnest(?) AS held ON CONFLICT DO NOTHING
                """)
                .param(id.value())
                .param(operator)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(names)
                .update();
    }
}
