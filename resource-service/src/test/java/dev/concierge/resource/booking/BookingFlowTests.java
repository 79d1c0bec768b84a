package dev.concierge.resource.booking;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users")
class BookingFlowTests {
    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private TestClock clock;

    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private Instant slot = Instant.EPOCH;
    private ResourceClient tenant = new ResourceClient(0);
    private ResourceClient guest = tenant;
    private ResourceClient other = tenant;

    @BeforeEach
    void connect() {
        slot = clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(3, ChronoUnit.DAYS)
                .plus(10, ChronoUnit.HOURS);
        tenant = new ResourceClient(port);
        guest = new ResourceClient(port, TestTokens.guest(ada));
        other = new ResourceClient(port, TestTokens.guest(bob));
    }

    /** Tokens go by it, too. */
    @AfterEach
    void backToTheRealTime() {
        clock.set(Instant.now(Clock.systemUTC()));
    }

    @Test
    void aBookingIsHeldAndThenConfirmedAndEachStepIsTold() {
        OfferedPlace place = new OfferedPlace(port, "steps").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));

        JsonNode held = booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2)));
        assertThat(held.path("status").asString()).isEqualTo("held");
        assertThat(held.path("quote").path("total").asLong()).isEqualTo(4000);
        UUID id = id(held);
        JsonNode confirmed = json(guest.exchange(POST, place.path(id) + "/confirmation", ""));
        assertThat(confirmed.path("status").asString()).isEqualTo("confirmed");
        assertThat(confirmed.path("expiresAt").isNull()).isTrue();

        assertThat(told("booking.held", id).path("version").asInt()).isEqualTo(1);
        assertThat(told("booking.confirmed", id).path("userId").asString()).isEqualTo(ada.toString());
        JsonNode steps = json(guest.get(place.path(id) + "/steps")).path("steps");
        assertThat(steps.size()).isEqualTo(2);
        assertThat(steps.path(1).path("status").asString()).isEqualTo("confirmed");
        assertThat(steps.path(1).path("actor").asString()).isEqualTo("guest");
        assertThat(json(tenant.get(place.path(id) + "/steps"))
                        .at("/steps/1/actor")
                        .asString())
                .isEqualTo("guest " + ada);
    }

    @Test
    void aGuestReadsOfKindsOfCallersAndNoneOfTheirNames() {
        OfferedPlace place = new OfferedPlace(port, "named").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));
        ResourceClient staff = new ResourceClient(port, TestTokens.operator());
        ResourceClient assistant = new ResourceClient(port, TestTokens.service("dorathy-search", "bookings:write"));
        assistant
                .exchange(POST, place.path(mine) + "/confirmation", "")
                .expectStatus()
                .isOk();
        tenant.exchange(POST, place.path(mine) + "/reschedule", at(slot.plusSeconds(3600)))
                .expectStatus()
                .isOk();
        staff.exchange(POST, place.path(mine) + "/cancellation", "{}")
                .expectStatus()
                .isOk();

        assertThat(actors(guest, place.path(mine))).containsExactly("guest", "service", "business", "business");
        assertThat(actors(tenant, place.path(mine)).getLast()).startsWith("operator ");
    }

    /** A date event decides who has a seat; whoever books one here would be in without asking it. */
    @Test
    void whatAServiceGivesOutIsBookedByItAloneAndByTheBusiness() {
        OfferedPlace place = new OfferedPlace(port, "dance").with("k", 4);
        UUID offer = place.offer(
                OfferedPlace.terms(true, false, "k").replaceFirst("\\{", "{\"bookedThrough\": \"datemaker\", "));
        ResourceClient assistant = new ResourceClient(port, TestTokens.service("dorathy-search", "bookings:write"));
        ResourceClient datemaker = new ResourceClient(port, TestTokens.service("datemaker", "bookings:write"));
        String body = place.body(offer, slot, 1);
        String forAda = body.replaceFirst("\\{", "{\"userId\": \"" + ada + "\", ");

        assertThat(code(guest.exchange(POST, "/bookings", body))).isEqualTo("409 booked-elsewhere");
        assertThat(code(assistant.exchange(POST, "/bookings", forAda))).isEqualTo("409 booked-elsewhere");
        assertThat(json(guest.get("/offers/dance/" + offer))
                        .at("/terms/bookedThrough")
                        .asString())
                .isEqualTo("datemaker");

        UUID seat = id(booked(datemaker.exchange(POST, "/bookings", forAda)));
        String later = at(slot.plusSeconds(3600));
        assertThat(code(guest.exchange(POST, place.path(seat) + "/reschedule", later)))
                .as("into another event of the same offer")
                .isEqualTo("409 booked-elsewhere");
        assertThat(code(assistant.exchange(
                        POST,
                        place.path(seat) + "/reschedule",
                        later.replaceFirst("\\{", "{\"userId\": \"" + ada + "\", "))))
                .isEqualTo("409 booked-elsewhere");
        guest.exchange(POST, place.path(seat) + "/cancellation", "{}")
                .expectStatus()
                .isOk();
        booked(tenant.exchange(POST, "/bookings", forAda));
    }

    @Test
    void whatNobodyGivesOutSaysNothingOfIt() {
        OfferedPlace place = new OfferedPlace(port, "open-to-all").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));

        assertThat(json(guest.get("/offers/open-to-all/" + offer)).path("terms").has("bookedThrough"))
                .isFalse();
    }

    @Test
    void aServiceBooksAndListsForTheGuestItNamesAndForNobodyElse() {
        OfferedPlace place = new OfferedPlace(port, "assistant").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        ResourceClient assistant =
                new ResourceClient(port, TestTokens.service("dorathy-search", "bookings:write", "bookings:read"));
        String body = place.body(offer, slot, 2);

        assertThat(code(assistant.exchange(POST, "/bookings", body))).isEqualTo("400 invalid-input");
        JsonNode held = booked(
                assistant.exchange(POST, "/bookings", body.replaceFirst("\\{", "{\"userId\": \"" + ada + "\", ")));
        assertThat(held.path("userId").asString()).isEqualTo(ada.toString());
        JsonNode confirmed = json(assistant.exchange(POST, place.path(id(held)) + "/confirmation", ""));
        assertThat(confirmed.path("status").asString()).isEqualTo("confirmed");

        await().untilAsserted(() -> assertThat(json(assistant.get("/bookings?userId=" + ada))
                        .at("/items/0/bookingId")
                        .asString())
                .isEqualTo(id(held).toString()));
        assertThat(json(assistant.get("/bookings?userId=" + bob)).path("items").size())
                .isZero();
        assertThat(code(assistant.get("/bookings"))).isEqualTo("400 invalid-input");
        assertThat(code(other.get("/bookings?userId=" + ada))).isEqualTo("400 invalid-input");
        ResourceClient jobs = new ResourceClient(port, TestTokens.service("concierge-service", "resources:write"));
        assertThat(code(jobs.exchange(POST, "/bookings", body))).isEqualTo("403 forbidden");
    }

    @Test
    void aServiceCancelsAndMovesForTheGuestItNamesByTheGuestsRulesAndForNobodyElse() {
        OfferedPlace place = new OfferedPlace(port, "changes").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));
        ResourceClient assistant = new ResourceClient(port, TestTokens.service("dorathy-search", "bookings:write"));
        String move = place.path(mine) + "/reschedule";
        String cancel = place.path(mine) + "/cancellation";
        String adas = "{\"userId\": \"" + ada + "\"";
        String bobs = "{\"userId\": \"" + bob + "\"";
        String later = ", \"from\": \"" + slot.plusSeconds(3600) + "\"}";

        assertThat(code(assistant.exchange(POST, move, at(slot.plusSeconds(3600)))))
                .isEqualTo("400 invalid-input");
        assertThat(code(assistant.exchange(POST, cancel, "{}"))).isEqualTo("400 invalid-input");
        assertThat(code(assistant.exchange(POST, move, bobs + later))).isEqualTo("404 booking-not-found");
        assertThat(code(assistant.exchange(POST, cancel, bobs + "}"))).isEqualTo("404 booking-not-found");
        assertThat(code(guest.exchange(POST, cancel, bobs + "}"))).isEqualTo("400 invalid-input");

        assertThat(json(assistant.exchange(POST, move, adas + later))
                        .path("from")
                        .asString())
                .isEqualTo(slot.plusSeconds(3600).toString());
        assertThat(json(assistant.exchange(POST, cancel, adas + "}"))
                        .path("status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(actors(tenant, place.path(mine)).getLast()).isEqualTo("service dorathy-search for guest " + ada);
        assertThat(actors(guest, place.path(mine))).containsOnly("guest");
    }

    @Test
    void whatIsTakenIsRefusedAndBesideItIsFree() {
        OfferedPlace place = new OfferedPlace(port, "taken").with("k", 4).with("k2", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID both = place.offer(OfferedPlace.terms(false, false, "k", "k2"));

        booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2)));

        assertThat(code(other.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(1800), 1))))
                .isEqualTo("409 slot-taken");
        booked(other.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(3600), 1)));
        booked(other.exchange(POST, "/bookings", place.body(both, slot, 1)));
        assertThat(code(other.exchange(POST, "/bookings", place.body(both, slot, 1))))
                .isEqualTo("409 slot-taken");
        assertThat(code(other.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(60), 1))))
                .isEqualTo("400 invalid-input");
        assertThat(code(other.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(7200), 9))))
                .isEqualTo("400 invalid-input");
    }

    @Test
    void aRepeatedRequestIsOneBooking() {
        OfferedPlace place = new OfferedPlace(port, "repeated").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        String body = place.body(offer, slot, 2);

        JsonNode first = booked(guest.exchange(POST, "/bookings", body, "Idempotency-Key", "once"));
        ResponseSpec again = guest.exchange(POST, "/bookings", body, "Idempotency-Key", "once");

        again.expectHeader().valueEquals("Idempotency-Replay", "true");
        assertThat(id(booked(again))).isEqualTo(id(first));
        assertThat(code(guest.exchange(
                        POST, "/bookings", place.body(offer, slot.plusSeconds(3600), 2), "Idempotency-Key", "once")))
                .isEqualTo("422 idempotency-key-reused");
        assertThat(code(other.exchange(POST, "/bookings", body, "Idempotency-Key", "once")))
                .isEqualTo("409 slot-taken");
    }

    @Test
    void whatIsHeldTooLongIsGivenBack() {
        OfferedPlace place = new OfferedPlace(port, "expires").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k").replace("PT10M", "PT1M"));
        UUID late = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));

        clock.advance(Duration.ofSeconds(61));
        UUID next = id(booked(other.exchange(POST, "/bookings", place.body(offer, slot, 2))));

        assertThat(code(guest.exchange(POST, place.path(late) + "/confirmation", "")))
                .isEqualTo("409 hold-expired");
        assertThat(told("booking.expired", late).path("status").asString()).isEqualTo("expired");
        other.exchange(POST, place.path(next) + "/confirmation", "")
                .expectStatus()
                .isOk();
    }

    @Test
    void aMovedBookingTakesItsNewTimeAndGivesBackTheOld() {
        OfferedPlace place = new OfferedPlace(port, "moves").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));
        UUID theirs = id(booked(other.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(7200), 2))));

        assertThat(code(guest.exchange(POST, place.path(mine) + "/reschedule", at(slot.plusSeconds(5400)))))
                .isEqualTo("409 slot-taken");
        JsonNode moved = json(guest.exchange(POST, place.path(mine) + "/reschedule", at(slot.plusSeconds(1800))));
        assertThat(moved.path("from").asString())
                .isEqualTo(slot.plusSeconds(1800).toString());
        assertThat(told("booking.rescheduled", mine).path("to").asString())
                .isEqualTo(slot.plusSeconds(5400).toString());
        assertThat(code(other.exchange(POST, place.path(theirs) + "/reschedule", at(slot.plusSeconds(3600)))))
                .isEqualTo("409 slot-taken");
        other.exchange(POST, place.path(theirs) + "/reschedule", at(slot.minusSeconds(1800)))
                .expectStatus()
                .isOk();
    }

    @Test
    void whoDoesNotComeIsNotedOnceItHasBegunByTheBusinessAlone() {
        OfferedPlace place = new OfferedPlace(port, "absent").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        Instant soon = clock.instant().plusSeconds(10); // tokens live for an hour
        Instant begin = Instant.ofEpochSecond((soon.getEpochSecond() / 1800 + 1) * 1800);
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, begin, 2))));
        String noShow = place.path(mine) + "/no-show";
        assertThat(code(tenant.exchange(POST, noShow, ""))).isEqualTo("409 booking-state");
        guest.exchange(POST, place.path(mine) + "/confirmation", "")
                .expectStatus()
                .isOk();
        assertThat(code(tenant.exchange(POST, noShow, ""))).startsWith("409 ");
        assertThat(code(guest.exchange(POST, noShow, ""))).isEqualTo("403 forbidden");

        clock.set(begin.plusSeconds(1));
        JsonNode noted = json(tenant.exchange(POST, noShow, ""));
        JsonNode again = json(tenant.exchange(POST, noShow, ""));

        assertThat(noted.path("status").asString()).isEqualTo("no-show");
        assertThat(again.path("version").asLong())
                .isEqualTo(noted.path("version").asLong());
        assertThat(told("booking.no-show", mine).path("version").asLong())
                .isEqualTo(noted.path("version").asLong());
        assertThat(code(tenant.exchange(POST, place.path(mine) + "/cancellation", "{}")))
                .startsWith("409 ");
    }

    @Test
    void whoHasBeenThereDoesNotMoveItToASecondVisit() {
        OfferedPlace place = new OfferedPlace(port, "twice").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        Instant soon = clock.instant().plusSeconds(10); // tokens live for an hour
        Instant begin = Instant.ofEpochSecond((soon.getEpochSecond() / 1800 + 1) * 1800);
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, begin, 2))));
        guest.exchange(POST, place.path(mine) + "/confirmation", "")
                .expectStatus()
                .isOk();

        clock.set(begin.plusSeconds(1));
        assertThat(code(guest.exchange(POST, place.path(mine) + "/reschedule", at(slot))))
                .isEqualTo("409 booking-time");
        tenant.exchange(POST, place.path(mine) + "/reschedule", at(slot))
                .expectStatus()
                .isOk();
    }

    @Test
    void whatIsNotOnSaleIsNotHadByMovingEither() {
        OfferedPlace place = new OfferedPlace(port, "closed-season").with("k", 4);
        String terms = OfferedPlace.terms(false, false, "k");
        UUID offer = place.offer(terms);
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));
        tenant.exchange(
                        PUT,
                        "/offers/closed-season/" + offer,
                        "{\"terms\": " + terms.replaceFirst("\\{", "{\"active\": false, ") + "}")
                .expectStatus()
                .isOk();

        assertThat(code(guest.exchange(POST, place.path(mine) + "/reschedule", at(slot.plusSeconds(7200)))))
                .isEqualTo("404 offer-not-found");
        tenant.exchange(POST, place.path(mine) + "/reschedule", at(slot.plusSeconds(7200)))
                .expectStatus()
                .isOk();
    }

    @Test
    void oneGuestNeverHoldsAllTheTimes() {
        OfferedPlace place = new OfferedPlace(port, "hoarded").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID first = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));
        for (int hour = 1; hour < 20; hour++) {
            booked(guest.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(hour * 3600L), 2)));
        }
        String next = place.body(offer, slot.plusSeconds(20 * 3600L), 2);
        String nextForAda = next.replaceFirst("\\{", "{\"userId\": \"" + ada + "\", ");
        ResourceClient assistant = new ResourceClient(port, TestTokens.service("dorathy-search", "bookings:write"));

        assertThat(code(guest.exchange(POST, "/bookings", next))).isEqualTo("409 too-many-bookings");
        assertThat(code(assistant.exchange(POST, "/bookings", nextForAda))).isEqualTo("409 too-many-bookings");
        UUID others = id(booked(other.exchange(POST, "/bookings", next)));
        other.exchange(POST, place.path(others) + "/cancellation", "{}")
                .expectStatus()
                .isOk();
        OfferedPlace elsewhere = new OfferedPlace(port, "not-hoarded").with("k", 4);
        booked(guest.exchange(
                POST, "/bookings", elsewhere.body(elsewhere.offer(OfferedPlace.terms(false, false, "k")), slot, 2)));

        guest.exchange(POST, place.path(first) + "/cancellation", "{}")
                .expectStatus()
                .isOk();
        booked(guest.exchange(POST, "/bookings", next));
        // whom the business itself books in is its own to say
        booked(tenant.exchange(
                POST,
                "/bookings",
                nextForAda.replace(slot.plusSeconds(20 * 3600L).toString(), slot.toString())));
    }

    /** Each is kept, and told to journeys, search and the guest's history. */
    @Test
    void whoBooksAndCancelsWithoutEndDoesSoAHundredTimesADay() {
        OfferedPlace place = new OfferedPlace(port, "restless").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        String body = place.body(offer, slot, 2);
        String forAda = body.replaceFirst("\\{", "{\"userId\": \"" + ada + "\", ");
        ResourceClient assistant = new ResourceClient(port, TestTokens.service("dorathy-search", "bookings:write"));
        for (int time = 0; time < 100; time++) {
            UUID mine = id(booked(guest.exchange(POST, "/bookings", body, "Idempotency-Key", "time " + time)));
            guest.exchange(POST, place.path(mine) + "/cancellation", "{}")
                    .expectStatus()
                    .isOk();
        }

        assertThat(code(guest.exchange(POST, "/bookings", body))).isEqualTo("429 too-many-booked");
        assertThat(code(assistant.exchange(POST, "/bookings", forAda))).isEqualTo("429 too-many-booked");
        assertThat(json(guest.exchange(POST, "/bookings", body, "Idempotency-Key", "time 99"))
                        .path("status")
                        .asString())
                .as("what was made is answered as ever")
                .isEqualTo("cancelled");
        UUID others = id(booked(other.exchange(POST, "/bookings", body)));
        other.exchange(POST, place.path(others) + "/cancellation", "{}")
                .expectStatus()
                .isOk();
        booked(tenant.exchange(POST, "/bookings", forAda));
    }

    @Test
    void othersBookingsAreNotThere() {
        OfferedPlace place = new OfferedPlace(port, "others").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));

        for (String path : new String[] {"/confirmation", "/cancellation", "/reschedule"}) {
            String body = path.equals("/confirmation") ? "" : path.equals("/cancellation") ? "{}" : at(slot);
            assertThat(code(other.exchange(POST, place.path(mine) + path, body)))
                    .as(path)
                    .isEqualTo("404 booking-not-found");
        }
        assertThat(code(other.get(place.path(mine)))).isEqualTo("404 booking-not-found");
        ResourceClient elsewhere =
                new ResourceClient(port, TestTokens.clientOf("elsewhere", "resources:read", "resources:write"));
        assertThat(code(elsewhere.get(place.path(mine)))).isEqualTo("404 business-not-found");
        tenant.get("/bookings/others?status=held")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
    }

    /** What a business knows of a guest is what the guest booked there (docs/adr/0062). */
    @ParameterizedTest
    @ValueSource(strings = {"client", "service", "operator"})
    void aTokenForTheBusinessSeesItsGuestByTheBookingAlone(String kind) {
        String business = "relation-" + kind;
        OfferedPlace place = new OfferedPlace(port, business).with("k", 4);
        OfferedPlace another = new OfferedPlace(port, "other-" + business).with("k", 4);
        UUID mine = id(booked(guest.exchange(
                POST, "/bookings", place.body(place.offer(OfferedPlace.terms(false, false, "k")), slot, 2))));
        UUID there = id(booked(guest.exchange(
                POST, "/bookings", another.body(another.offer(OfferedPlace.terms(false, false, "k")), slot, 2))));
        ResourceClient narrowed = new ResourceClient(
                port,
                TestTokens.token(kind, "desk", "resources:read", "bookings:read")
                        .forBusinesses(business)
                        .text());

        JsonNode seen = json(narrowed.get(place.path(mine)));
        assertThat(seen.path("userId").asString()).isEqualTo(ada.toString());
        assertThat(seen.propertyNames())
                .as("its fields, of which none is the person's")
                .doesNotContain("email", "phone", "firstName", "lastName", "name", "attributes");
        assertThat(json(narrowed.get("/bookings/" + business)).path("items").size())
                .isEqualTo(1);
        assertThat(json(narrowed.get(place.path(mine) + "/steps"))
                        .at("/steps/0/actor")
                        .asString())
                .isEqualTo("guest " + ada);
        assertThat(code(narrowed.get(another.path(there)))).isEqualTo("404 business-not-found");
        assertThat(code(narrowed.get("/bookings/other-" + business))).isEqualTo("404 business-not-found");
        assertThat(code(narrowed.get("/bookings?userId=" + ada))).isEqualTo("403 forbidden");
    }

    /** As the app of one tenant may have it from an issuer of its own. */
    @Test
    void aGuestsTokenForOneBusinessIsGoodThereAlone() {
        OfferedPlace place = new OfferedPlace(port, "guest-here").with("k", 4);
        OfferedPlace another = new OfferedPlace(port, "guest-there").with("k", 4);
        UUID here = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID there = another.offer(OfferedPlace.terms(false, false, "k"));
        UUID mine = id(booked(guest.exchange(POST, "/bookings", another.body(there, slot, 2))));
        ResourceClient narrowed = new ResourceClient(
                port,
                TestTokens.token("guest", ada.toString())
                        .forBusinesses("guest-here")
                        .text());

        booked(narrowed.exchange(POST, "/bookings", place.body(here, slot, 2)));
        assertThat(code(narrowed.exchange(POST, "/bookings", another.body(there, slot.plusSeconds(7200), 2))))
                .isEqualTo("404 business-not-found");
        assertThat(code(narrowed.get("/offers/guest-there/" + there))).isEqualTo("404 business-not-found");
        assertThat(code(narrowed.get(another.path(mine)))).isEqualTo("404 business-not-found");
        assertThat(code(narrowed.exchange(POST, another.path(mine) + "/cancellation", "{}")))
                .isEqualTo("404 business-not-found");
        String asked = "{\"offers\": [{\"businessId\": \"guest-there\", \"offerId\": \"" + there + "\"}], \"from\": \""
                + slot + "\", \"to\": \"" + slot.plusSeconds(86_400) + "\", \"party\": 1}";
        assertThat(json(narrowed.exchange(POST, "/offers/availability", asked)).path("offers"))
                .isEmpty();
        assertThat(json(guest.exchange(POST, "/offers/availability", asked)).path("offers"))
                .hasSize(1);
    }

    @Test
    void cancellingFreesTheTimeAndNothingIsBookedOfWhatIsTakenAway() {
        OfferedPlace place = new OfferedPlace(port, "cancels").with("k", 4);
        UUID offer = place.offer(OfferedPlace.terms(false, false, "k"));
        UUID mine = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 2))));

        guest.exchange(POST, place.path(mine) + "/cancellation", "{\"reason\": \"ill\"}")
                .expectStatus()
                .isOk();
        assertThat(told("booking.cancelled", mine).path("status").asString()).isEqualTo("cancelled");
        booked(other.exchange(POST, "/bookings", place.body(offer, slot, 2)));
        assertThat(code(tenant.exchange(DELETE, "/businesses/cancels/locations/l/units/k", "")))
                .isEqualTo("409 unit-in-use");
        tenant.exchange(DELETE, "/offers/cancels/" + offer, "").expectStatus().isNoContent();
        assertThat(code(other.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(7200), 2))))
                .isEqualTo("404 offer-not-found");
    }

    @Test
    void seatsAreSharedUpToTheCapacityAndChangedWhereNeeded() {
        OfferedPlace place = new OfferedPlace(port, "shares").with("bus", 2);
        UUID offer = place.offer(OfferedPlace.terms(true, false, "bus"));
        // two seats: [0,1) and [1,2) would leave no seat free for all of [0,2) unless one of them changes
        booked(guest.exchange(POST, "/bookings", place.body(offer, slot.minusSeconds(1800), 1)));
        UUID beside = id(booked(guest.exchange(POST, "/bookings", place.body(offer, slot, 1))));
        booked(guest.exchange(POST, "/bookings", place.body(offer, slot.plusSeconds(1800), 1)));
        assertThat(code(other.exchange(POST, "/bookings", place.body(offer, slot, 1))))
                .isEqualTo("409 slot-taken");
        guest.exchange(POST, place.path(beside) + "/cancellation", "{}")
                .expectStatus()
                .isOk();
        String twoHours = place.body(offer, slot.minusSeconds(1800), 1).replace("}", ", \"duration\": \"PT2H\"}");
        booked(other.exchange(POST, "/bookings", twoHours));
    }

    @Test
    void anOfferIsCheckedPartByPart() {
        OfferedPlace place = new OfferedPlace(port, "checked").with("k", 4);
        String terms = OfferedPlace.terms(false, false, "k");
        UUID offer = place.offer(terms);
        for (String[] wrong : new String[][] {
            {"\"EUR\"", "\"XYZ\"", "/terms/price/currency"},
            {"[\"k\"]", "[\"k\", \"ghost\"]", "/terms/requires/0/anyOf/1"},
            {"\"step\": \"PT30M\"", "\"step\": \"PT30S\"", "/terms/step"},
            {"\"max\": 8", "\"max\": 0", "/terms/party/max"},
            {"\"to\": \"00:00\"", "\"to\": \"24:00\"", "/terms/opening/weekly/0/to"},
            {"\"before\": \"PT2H\"", "\"before\": \"P2D\"", "/terms/cancellation/1/before"}
        }) {
            String changed = terms.replace(wrong[0], wrong[1]);
            assertThat(changed).isNotEqualTo(terms);
            tenant.exchange(PUT, "/offers/checked/" + offer, "{\"terms\": " + changed + "}")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].pointer")
                    .isEqualTo(wrong[2]);
        }
        tenant.exchange(PUT, "/offers/checked/" + offer, "{\"terms\": " + terms + "}", "If-Match", "\"other\"")
                .expectStatus()
                .isEqualTo(412);
        guest.exchange(POST, "/offers/checked/" + offer + "/quote", "{\"party\": 2, \"duration\": \"PT2H\"}")
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(8000);
    }

    @Test
    void aRepeatedOfferIsOneOffer() {
        OfferedPlace _ = new OfferedPlace(port, "offered").with("k", 4);
        String body = "{\"businessId\": \"offered\", \"locationId\": \"l\", \"terms\": "
                + OfferedPlace.terms(false, false, "k") + "}";

        JsonNode first = json(tenant.exchange(POST, "/offers", body, "Idempotency-Key", "once"));
        ResponseSpec again = tenant.exchange(POST, "/offers", body, "Idempotency-Key", "once");

        again.expectStatus().isCreated().expectHeader().valueEquals("Idempotency-Replay", "true");
        assertThat(json(again)).isEqualTo(first);
        assertThat(code(tenant.exchange(
                        POST, "/offers", body.replace("Kayak tour", "Other"), "Idempotency-Key", "once")))
                .isEqualTo("422 idempotency-key-reused");
        tenant.get("/offers/offered").expectBody().jsonPath("$.items.length()").isEqualTo(1);
    }

    private JsonNode told(String type, UUID booking) {
        return messages.await(
                "bookings", type, data -> data.path("bookingId").asString().equals(booking.toString()));
    }

    private static List<String> actors(ResourceClient reader, String booking) {
        return json(reader.get(booking + "/steps"))
                .path("steps")
                .valueStream()
                .map(step -> step.path("actor").asString())
                .toList();
    }

    private static JsonNode booked(ResponseSpec answer) {
        answer.expectStatus().isCreated();
        return json(answer);
    }

    private static UUID id(JsonNode booking) {
        return UUID.fromString(booking.path("bookingId").asString());
    }

    private static String code(ResponseSpec answer) {
        int status = answer.returnResult(byte[].class).getStatus().value();
        return status + " " + json(answer).path("code").asString();
    }

    private static String at(Instant from) {
        return "{\"from\": \"" + from + "\"}";
    }
}
