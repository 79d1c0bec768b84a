package dev.concierge.datemaker;

import static dev.concierge.platform.records.PersonalRecords.Column.number;
import static dev.concierge.platform.records.PersonalRecords.Column.text;
import static dev.concierge.platform.records.PersonalRecords.Column.uuid;
import static dev.concierge.platform.security.Grant.client;
import static dev.concierge.platform.security.Grant.guest;
import static dev.concierge.platform.security.Grant.guestNamed;
import static dev.concierge.platform.security.Grant.operator;
import static dev.concierge.platform.security.Grant.service;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.datemaker.booking.BookingChanged;
import dev.concierge.datemaker.booking.SettleSeat;
import dev.concierge.datemaker.guest.LearnGuests;
import dev.concierge.datemaker.guest.ProfileUpdated;
import dev.concierge.datemaker.guest.UserDeleted;
import dev.concierge.datemaker.outcome.ForgetGuest;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.consumer.TypedSubscription;
import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.PersonalRecords.Kind;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@EnableScheduling
@Configuration(proxyBeanMethods = false)
class DatemakerConfiguration {
    private static final String READ = "dating:read";
    private static final String WRITE = "dating:write";

    private static final String EVENT = "/dating/events/{event}";
    private static final String JOIN = "/dating/join/{token}";
    private static final String MY = "/dating/my/{key}";
    private static final String REGISTRATION = EVENT + "/registrations/{userId}";

    /** What a guest may ask for of what is kept here. */
    @Bean
    PersonalRecords personalRecords() {
        return PersonalRecords.of(
                new Kind(
                        "guests",
                        "SELECT user_id, topics FROM guests WHERE user_id = :id AND erased_at IS NULL",
                        uuid("user_id")),
                new Kind("registrations", "SELECT * FROM registrations WHERE user_id = :id", uuid("event_id")),
                new Kind("seats", "SELECT * FROM seat_bookings WHERE user_id = :id", uuid("seat_id")),
                new Kind("calls", """
                    SELECT call_id, event_id, group_no, round, starts_at, ends_at, ended_at FROM calls WHERE one = :id OR other = :id
                    """, uuid("call_id")),
                new Kind("choices", """
                    SELECT event_id, partner_id, liked, note, chosen_at FROM choices WHERE user_id = :id
                    """, uuid("event_id"), uuid("partner_id")),
                new Kind(
                        "matches",
                        "SELECT * FROM matches WHERE one = :id OR other = :id",
                        uuid("event_id"),
                        uuid("one"),
                        uuid("other")),
                new Kind("blocks", "SELECT blocked_id, blocked_at FROM blocks WHERE user_id = :id", uuid("blocked_id")),
                new Kind("reports", """
                    SELECT report_id, event_id, reported_id, reason, reported_at, verdict FROM reports WHERE user_id = :id
                    """, uuid("report_id")),
                new Kind("log", "SELECT entry, event_id, at, what FROM event_log WHERE user_id = :id", number("entry")),
                new Kind(
                        "ratings",
                        "SELECT user_id, likes, dislikes, upheld FROM ratings WHERE user_id = :id",
                        uuid("user_id")),
                new Kind("expectations", """
                    SELECT chat_id, message_id, what, event_id, since FROM expectations WHERE user_id = :id
                    """, text("chat_id"), text("message_id")),
                new Kind(
                        "telegramAccounts",
                        "SELECT account_id FROM telegram_accounts WHERE user_id = :id",
                        number("account_id")));
    }

    @Bean
    Access access() {
        Grant[] readers = {client(READ), service(READ), guest(), operator()};
        Grant[] hosts = {client(WRITE), operator()};
        Grant[] analysts = {client(READ), service(READ), operator()};
        Grant[] guests = {client(WRITE), service(WRITE), operator(), guestNamed("userId")};
        return new Access()
                .allow(POST, "/dating/events", hosts)
                .allow(GET, "/dating/events", readers)
                .allow(GET, EVENT, readers)
                .allow(POST, EVENT + "/pause", hosts)
                .allow(POST, EVENT + "/resume", hosts)
                .allow(POST, EVENT + "/extend", hosts)
                .allow(POST, EVENT + "/skip", hosts)
                .allow(DELETE, EVENT + "/guests/{userId}", hosts)
                .allow(GET, EVENT + "/statistics", analysts)
                .allow(GET, EVENT + "/log", analysts)
                .allow(GET, EVENT + "/registrations", analysts)
                .allow(PUT, REGISTRATION, guests)
                .allow(GET, REGISTRATION, guests)
                .allow(DELETE, REGISTRATION, guests)
                .allow(POST, REGISTRATION + "/confirmation", guests)
                .allow(POST, REGISTRATION + "/presence", guests)
                .allow(GET, REGISTRATION + "/call", guests)
                .allow(GET, EVENT + "/choices/{userId}", guestNamed("userId"))
                .allow(PUT, EVENT + "/choices/{userId}/{partnerId}", guests)
                .allow(POST, EVENT + "/reports/{userId}", guests)
                .allow(GET, EVENT + "/matches/{userId}", guestNamed("userId"))
                .allow(GET, "/dating/blocks/{userId}", guests)
                .allow(PUT, "/dating/blocks/{userId}/{blockedId}", guests)
                .allow(DELETE, "/dating/blocks/{userId}/{blockedId}", guests)
                .allow(GET, "/dating/reports", operator())
                .allow(POST, "/dating/reports/{report}/review", operator())
                .allow(POST, "/dating/series", hosts)
                .allow(GET, "/dating/series", readers)
                .allow(GET, "/dating/series/{series}", readers)
                .allow(DELETE, "/dating/series/{series}", hosts)
                .allow(POST, "/dating/pages/{userId}", guestNamed("userId"))
                .allow(DELETE, "/dating/pages/{userId}", guestNamed("userId"))
                // the link is the key
                .open(GET, JOIN)
                .open(POST, JOIN)
                .open(POST, JOIN + "/entry")
                .open(POST, JOIN + "/exit")
                .open(GET, JOIN + "/signals")
                .open(POST, JOIN + "/signals")
                .open(GET, MY)
                .open(GET, MY + "/dates")
                .open(PUT, MY + "/events/{event}/registration")
                .open(DELETE, MY + "/events/{event}/registration")
                .open(POST, MY + "/events/{event}/confirmation")
                .open(POST, MY + "/events/{event}/presence")
                .open(PUT, MY + "/events/{event}/choices/{partnerId}")
                .open(POST, MY + "/events/{event}/reports")
                .open(GET, MY + "/events/{event}/matches");
    }

    @Bean
    Subscription guestNews(LearnGuests learnGuests, ForgetGuest forgetGuest, SettleSeat settleSeat) {
        return TypedSubscription.reading("users", "bookings")
                .on(BookingChanged.CONFIRMED, BookingChanged.class, settleSeat::on)
                .on(BookingChanged.RESCHEDULED, BookingChanged.class, settleSeat::on)
                .on(BookingChanged.CANCELLED, BookingChanged.class, settleSeat::on)
                .on(BookingChanged.EXPIRED, BookingChanged.class, settleSeat::on)
                .on(ProfileUpdated.TYPE, ProfileUpdated.class, learnGuests::on)
                .on(UserDeleted.TYPE, UserDeleted.class, forgetGuest::on)
                .erasedBy(UserDeleted.TYPE)
                .build();
    }

    @Bean
    Topic dateEventsTopic() {
        return Topic.log("date-events");
    }
}
