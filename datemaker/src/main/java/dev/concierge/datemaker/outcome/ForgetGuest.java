package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.guest.Guests;
import dev.concierge.datemaker.guest.UserDeleted;
import dev.concierge.platform.input.Numbers;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes all about a guest who was deleted. Events under way go on without them. */
@Component
public class ForgetGuest {
    private static final List<String> STATEMENTS = List.of(
            "delete from registrations where user_id = :user",
            "delete from calls where one = :user or other = :user",
            "delete from choices where user_id = :user or partner_id = :user",
            "delete from matches where one = :user or other = :user",
            "delete from blocks where user_id = :user or blocked_id = :user",
            "delete from reports where user_id = :user or reported_id = :user",
            "delete from guest_pages where user_id = :user",
            "delete from telegram_accounts where user_id = :user",
            "delete from expectations where user_id = :user or partner_id = :user",
            "delete from event_log where user_id = :user or detail ->> 'partner_id' = :user::text");

    private final JdbcClient jdbc;
    private final Guests guests;
    private final Clock clock;

    ForgetGuest(JdbcClient jdbc, Guests guests, Clock clock) {
        this.jdbc = jdbc;
        this.guests = guests;
        this.clock = clock;
    }

    /** Runs in the transaction of its batch. */
    public void on(UserDeleted deleted) {
        UUID user = Numbers.uuid(deleted.userId());
        STATEMENTS.forEach(sql -> jdbc.sql(sql).param("user", user).update());
        guests.erase(user, clock.instant());
    }
}
