package dev.concierge.resource.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.problem.Fact;
import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.booking.ChangeBookings.Change;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.shard.Shards;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever comes at one moment, from wherever: no seat is had twice. */
@FlowTest(topics = "users")
class BookingRaceFlowTests {
    private static final int CROWD = 1_000;
    /** Requests that a process lets in at once; more would wait for connections. */
    private static final int AT_ONCE = 8;

    @LocalServerPort
    private int port;

    @Autowired
    private BookOffer bookOffer;

    @Autowired
    private ChangeBookings change;

    @Autowired
    private TestClock clock;

    @Autowired
    private Shards shards;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private Instant slot = Instant.EPOCH;

    @BeforeEach
    void time() {
        slot = clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(3, ChronoUnit.DAYS)
                .plus(10, ChronoUnit.HOURS);
    }

    /** Tokens go by it, too. */
    @AfterEach
    void backToTheRealTime() {
        clock.set(Instant.now(Clock.systemUTC()));
    }

    @Test
    void ofAThousandWhoWantOneSlotExactlyOneGetsIt() throws Exception {
        OfferedPlace place = new OfferedPlace(port, "crowd").with("k", 1);
        OfferId offer = offer("crowd", place.offer(OfferedPlace.terms(false, false, "k")));

        Map<String, Integer> ends = together(CROWD, _ -> () -> book(offer, slot, 1));

        assertThat(ends).isEqualTo(Map.of("held", 1, "slot-taken", CROWD - 1));
        assertThat(claims("crowd")).isEqualTo(1);
    }

    @Test
    void ofAThousandWhoWantSevenSeatsExactlySevenGetOne() throws Exception {
        OfferedPlace place = new OfferedPlace(port, "seven").with("bus", 7);
        OfferId offer = offer("seven", place.offer(OfferedPlace.terms(true, false, "bus")));

        Map<String, Integer> ends = together(CROWD, _ -> () -> book(offer, slot, 1));

        assertThat(ends).isEqualTo(Map.of("held", 7, "slot-taken", CROWD - 7));
        assertThat(claims("seven")).isEqualTo(7);
    }

    @Test
    void aGuestWhoAsksForAllTimesAtOnceGetsNoMoreThanOneAfterTheOther() throws Exception {
        OfferedPlace place = new OfferedPlace(port, "hoarder").with("k", 1).with("j", 1);
        OfferId one = offer("hoarder", place.offer(OfferedPlace.terms(false, false, "k")));
        OfferId other = offer("hoarder", place.offer(OfferedPlace.terms(false, false, "j")));
        UUID guest = UUID.randomUUID();

        Map<String, Integer> ends = together(
                80,
                i -> () -> bookOffer
                        .book(
                                new BookOffer.Wanted(
                                        i % 2 == 0 ? one : other, guest, slot.plus(i, ChronoUnit.HOURS), null, 1),
                                Actor.guest(guest),
                                null)
                        .booking()
                        .status()
                        .text());

        assertThat(ends).isEqualTo(Map.of("held", 20, "too-many-bookings", 60));
    }

    @Test
    void aMoveAndABookingOfItsTargetNeverBothGetIt() throws Exception {
        OfferedPlace place = new OfferedPlace(port, "target").with("k", 1);
        OfferId offer = offer("target", place.offer(OfferedPlace.terms(false, false, "k")));
        for (int round = 0; round < 20; round++) {
            Instant from = slot.plus(round, ChronoUnit.DAYS);
            Instant target = from.plus(2, ChronoUnit.HOURS);
            BookingId mine = bookOffer
                    .book(wanted(offer, from, 1), Actor.TIME, null)
                    .booking()
                    .id();

            Map<String, Integer> ends =
                    together(2, i -> i == 0 ? () -> move(mine, target) : () -> book(offer, target, 1));

            assertThat(ends.getOrDefault("slot-taken", 0)).as("%s", ends).isEqualTo(1);
            assertThat(claimsAt("target", target)).isEqualTo(1);
            assertThat(claimsAt("target", from)).isEqualTo(ends.containsKey("moved") ? 0 : 1);
        }
    }

    @Test
    void twoThatSwapTheirTimesAndTwoOffersInOppositeOrderEnd() throws Exception {
        OfferedPlace place = new OfferedPlace(port, "orders").with("a", 1).with("b", 1);
        String two = OfferedPlace.terms(false, false, "a")
                .replace("\"shared\": false}", "\"shared\": false}, {\"anyOf\": [\"b\"], \"shared\": false}");
        String reversed =
                two.replace("[\"a\"]", "[\"x\"]").replace("[\"b\"]", "[\"a\"]").replace("[\"x\"]", "[\"b\"]");
        OfferId one = offer("orders", place.offer(two));
        OfferId other = offer("orders", place.offer(reversed));

        Map<String, Integer> ends = together(200, i -> () -> book(i % 2 == 0 ? one : other, slot, 1));

        assertThat(ends).isEqualTo(Map.of("held", 1, "slot-taken", 199));
        assertThat(claims("orders")).isEqualTo(2);
    }

    @RepeatedTest(5)
    void aHoldThatExpiresWhileItIsConfirmedIsSomebodysAlone() throws Exception {
        String business = "late" + UUID.randomUUID().toString().substring(0, 8);
        OfferedPlace place = new OfferedPlace(port, business).with("k", 1);
        OfferId offer = offer(
                business, place.offer(OfferedPlace.terms(false, false, "k").replace("PT10M", "PT1M")));
        BookingId mine = bookOffer
                .book(wanted(offer, slot, 1), Actor.TIME, null)
                .booking()
                .id();
        clock.advance(Duration.ofMinutes(1).minusMillis(20));

        Map<String, Integer> ends = together(
                12,
                i -> i == 0
                        ? () -> confirm(mine)
                        : () -> {
                            clock.advance(Duration.ofMillis(5));
                            return book(offer, slot, 1);
                        });

        assertThat(ends.getOrDefault("confirmed", 0) + ends.getOrDefault("held", 0))
                .as("%s", ends)
                .isEqualTo(1);
        assertThat(claimsAt(business, slot)).isEqualTo(1);
    }

    @Test
    void theDatabaseItselfRefusesASeatThatIsTaken() {
        shards.all().iterator().next().asTenant("wall", () -> insertClaim("wall", 1, 2));
        assertThat(shards.all().iterator().next().asTenant("wall", () -> insertClaim("wall", 2, 3)))
                .isEqualTo(1);
        try {
            shards.all().iterator().next().asTenant("wall", () -> insertClaim("wall", 1, 3));
            throw new AssertionError("two bookings have one seat");
        } catch (DataAccessException overlap) {
            assertThat(ClaimsOverlap.isCauseOf((DataIntegrityViolationException) overlap))
                    .isTrue();
        }
    }

    private int insertClaim(String business, int first, int last) {
        return jdbc.sql("""
                        insert into tenant.claims
                            (business_id, location_id, unit_id, seats, starts_at, ends_at, booking_id)
                        values (?, 'l', 'k', int4range(?, ?), '2030-01-01T10:00Z', '2030-01-01T11:00Z', ?)
                        """).params(business, first, last, UUID.randomUUID()).update();
    }

    private Map<String, Integer> together(int tasks, IntFunction<Callable<String>> task) throws Exception {
        Map<String, Integer> ends = new ConcurrentHashMap<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                Callable<String> some = task.apply(i);
                all.add(pool.submit(() -> {
                    start.await();
                    ends.merge(ended(some), 1, Integer::sum);
                    return true;
                }));
            }
            start.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }
        return ends;
    }

    private static String ended(Callable<String> task) throws Exception {
        try {
            return task.call();
        } catch (Fact refused) {
            return refused.code();
        }
    }

    private String book(OfferId offer, Instant from, int party) {
        return bookOffer
                .book(wanted(offer, from, party), new Actor("crowd", false), null)
                .booking()
                .status()
                .text();
    }

    private String move(BookingId booking, Instant to) {
        change.reschedule(change(booking), to);
        return "moved";
    }

    private String confirm(BookingId booking) {
        return change.confirm(change(booking)).status().text();
    }

    private static Change change(BookingId booking) {
        return new Change(booking, Actor.TIME, _ -> {}, _ -> true);
    }

    private static BookOffer.Wanted wanted(OfferId offer, Instant from, int party) {
        return new BookOffer.Wanted(offer, UUID.randomUUID(), from, null, party);
    }

    private static OfferId offer(String business, UUID offer) {
        return new OfferId(new BusinessId(business), offer);
    }

    private long claims(String business) {
        return count(business, "true", slot);
    }

    private long claimsAt(String business, Instant at) {
        return count(business, "during @> ?::timestamptz", at);
    }

    private long count(String business, String where, Instant at) {
        return transaction.execute(_ -> shards.all().iterator().next().asTenant(business, () -> {
            var query = jdbc.sql("select count(*) from tenant.claims where business_id = ? and " + where)
                    .param(business);
            return (where.contains("?") ? query.param(at.toString()) : query)
                    .query(Long.class)
                    .single();
        }));
    }
}
