package dev.concierge.datemaker.booking;

import dev.concierge.datemaker.notice.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Bookings of seats, and which of them there ought to be. */
@Repository
public class Seats {
    private static final int BATCH = 100;

    private final JdbcClient jdbc;

    Seats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param inFull whether the guest gets back all that they paid */
    record GivenUp(UUID seat, boolean inFull) {}

    /** @param event whose offer has not been asked yet */
    record Unpriced(UUID event, String business, UUID offer) {}

    /** What a guest is to pay, for the page. */
    public record Bill(UUID bookingId, long total, String currency, Instant payUntil) {}

    /** Begins one for each registration that waits for its booking and has none, each to one caller only. */
    List<UUID> begin() {
        return jdbc.sql("""
                insert into seat_bookings (event_id, user_id, registered_at, business_id, offer_id, starts_at)
                select event_id, user_id, registered_at, business_id, offer_id, start_dttm
                from registrations join dating_events on id = event_id
                where status = 'BOOKING' and offer_id is not null and not exists (
                    select from seat_bookings taken
                    where taken.event_id = registrations.event_id and taken.user_id = registrations.user_id
                        and state in ('WANTED', 'HELD', 'UNPAID', 'BOOKED', 'GIVING_BACK'))
                limit ?
                on conflict (event_id, user_id) where state in ('WANTED', 'HELD', 'UNPAID', 'BOOKED', 'GIVING_BACK')
                    do nothing
                returning seat_id
                """)
                .param(BATCH)
                .query((row, _) -> row.getObject("seat_id", UUID.class))
                .list();
    }

    /**
     * Gives up those whose guest has no seat any more, whatever path led there. It is the business that cancels where
     * the event does not take place, has no partner for the guest, or sends them away before it begins.
     */
    List<GivenUp> giveUp() {
        return jdbc.sql("""
                update seat_bookings set state = 'GIVING_BACK'
                from registrations, dating_events
                where registrations.event_id = seat_bookings.event_id and registrations.user_id = seat_bookings.user_id
                    and dating_events.id = seat_bookings.event_id and state in ('WANTED', 'HELD', 'UNPAID', 'BOOKED')
                    and state_id <> 4
                    and (state_id = 5 or registrations.registered_at <> seat_bookings.registered_at
                        or status in ('DECLINED', 'LAPSED', 'CANCELLED', 'LEFT_OVER', 'REMOVED', 'NOT_BOOKED'))
                returning seat_id, state_id = 5 or status in ('LEFT_OVER', 'NOT_BOOKED')
                    or (status = 'REMOVED' and state_id < 3) as in_full
                """)
                .query((row, _) -> new GivenUp(row.getObject("seat_id", UUID.class), row.getBoolean("in_full")))
                .list();
    }

    /** Of events that are over nothing is given back any more. */
    void close() {
        jdbc.sql("""
                update seat_bookings set state = 'USED' from dating_events
                where id = event_id and state_id = 4 and state in ('WANTED', 'HELD', 'UNPAID', 'BOOKED')
                """).update();
    }

    /** Events whose price nobody has asked for, each to one caller only. */
    List<Unpriced> unpriced() {
        return jdbc.sql("""
                with asked as materialized (
                    select id from dating_events where offer_id is not null and not price_asked
                    limit ? for update skip locked)
                update dating_events set price_asked = true from asked where dating_events.id = asked.id
                returning dating_events.id, business_id, offer_id
                """)
                .param(BATCH)
                .query((row, _) -> new Unpriced(
                        row.getObject("id", UUID.class),
                        row.getString("business_id"),
                        row.getObject("offer_id", UUID.class)))
                .list();
    }

    Optional<Seat> find(UUID seat) {
        return jdbc.sql("select * from seat_bookings where seat_id = ?")
                .param(seat)
                .query((row, _) -> seat(row))
                .optional();
    }

    Optional<Seat> ofBooking(UUID booking) {
        return jdbc.sql("select * from seat_bookings where booking_id = ?")
                .param(booking)
                .query((row, _) -> seat(row))
                .optional();
    }

    /** By event; only what is to be paid yet. */
    public Map<UUID, Bill> billsOf(UUID user) {
        Map<UUID, Bill> bills = new HashMap<>();
        jdbc.sql("select * from seat_bookings where user_id = ? and state = 'UNPAID'")
                .param(user)
                .query((RowCallbackHandler) row -> bills.put(
                        row.getObject("event_id", UUID.class),
                        new Bill(
                                row.getObject("booking_id", UUID.class),
                                row.getLong("total"),
                                row.getString("currency"),
                                row.getTimestamp("pay_until").toInstant())));
        return bills;
    }

    /** False for one that is not wanted any more. */
    boolean held(UUID seat, UUID booking) {
        return jdbc.sql(
                                "update seat_bookings set state = 'HELD', booking_id = ? where seat_id = ? and state = 'WANTED'")
                        .params(booking, seat)
                        .update()
                == 1;
    }

    void move(UUID seat, Seat.State to, long version) {
        jdbc.sql("update seat_bookings set state = ?, booking_version = ? where seat_id = ?")
                .params(to.name(), version, seat)
                .update();
    }

    void unpaid(UUID seat, Money total, @Nullable Instant until, long version) {
        jdbc.sql("""
                update seat_bookings set state = 'UNPAID', booking_version = ?, total = ?, currency = ?, pay_until = ?
                where seat_id = ?
                """)
                .param(version)
                .param(total.amount())
                .param(total.currency())
                .param(until == null ? null : until.atOffset(ZoneOffset.UTC))
                .param(seat)
                .update();
    }

    private static Seat seat(ResultSet row) throws SQLException {
        Timestamp startsAt = row.getTimestamp("starts_at");
        return new Seat(
                row.getObject("seat_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("business_id"),
                row.getObject("offer_id", UUID.class),
                startsAt.toInstant(),
                Seat.State.valueOf(row.getString("state")),
                row.getObject("booking_id", UUID.class),
                row.getLong("booking_version"));
    }
}
