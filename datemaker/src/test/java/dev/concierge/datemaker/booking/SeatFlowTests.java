package dev.concierge.datemaker.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.datemaker.booking.ResourceService.Booking;
import dev.concierge.datemaker.registration.AnswerForGuest;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Seats that are booked in resource-service, through its refusals, its absences and answers that get lost. */
@ExtendWith(OutputCaptureExtension.class)
@FlowTest(topics = {"bookings", "notifications", "users"})
class SeatFlowTests {
    private static final String WRITER = TestTokens.client("dating:read", "dating:write");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ResourceService RESOURCES = ResourceService.started();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void resources(DynamicPropertyRegistry registry) {
        registry.add("concierge.services.resource.url", RESOURCES::url);
        registry.add("CONCIERGE_HTTP_CIRCUIT_OPEN", () -> "50ms");
        registry.add("CONCIERGE_HTTP_RETRIES", () -> "0");
    }

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestMessages messages;

    @Autowired
    private HoldSeat holdSeat;

    @Autowired
    private AnswerForGuest answer;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID cyd = UUID.randomUUID();

    @BeforeEach
    void startWithoutEvents() {
        RESOURCES.down(false);
        RESOURCES.losesAnswers(false);
        jdbc.sql("delete from dating_events").update();
    }

    @AfterEach
    void nothingWasAskedThatIsNotOffered() {
        jdbc.sql("delete from dating_events").update();
        assertThat(RESOURCES.complaints()).isEmpty();
    }

    @Test
    void aSeatIsTheGuestsOnceItIsPaidFor() {
        UUID event = plan(ResourceService.PREPAID, Map.of());
        assertThat(register(event, ada)).isEqualTo("BOOKING");

        JsonNode bill = told(ada, "pay_for_seat").path("data");
        Booking pending = onlyBookingOf(ada);
        assertThat(pending.status()).isEqualTo("payment-pending");
        assertThat(bill.path("booking_id").asString()).isEqualTo(pending.id().toString());
        assertThat(bill.path("total").asLong()).isEqualTo(1500);
        JsonNode page = page(ada);
        assertThat(page.at("/mine/0/phase").asString()).isEqualTo("BOOKING");
        assertThat(page.at("/mine/0/bill/total").asLong()).isEqualTo(1500);
        assertThat(status(event, ada)).isEqualTo("BOOKING");

        publish(RESOURCES.turn(pending.id(), "confirmed"));
        awaitStatus(event, ada, "REGISTERED");
        told(ada, "seat_booked");
        assertThat(page(ada).at("/mine/0/phase").asString()).isEqualTo("SEAT");
    }

    @Test
    void whoDoesNotPayInTimeLosesTheSeatToWhoeverWaits() {
        UUID event = plan(ResourceService.PREPAID, Map.of("capacity", 2, "least", 2));
        register(event, ada);
        register(event, bob);
        assertThat(register(event, cyd)).isEqualTo("WAITING");
        told(ada, "pay_for_seat");
        assertThat(RESOURCES.of(cyd)).isEmpty();

        publish(RESOURCES.turn(onlyBookingOf(ada).id(), "expired"));
        awaitStatus(event, ada, "NOT_BOOKED");
        assertThat(told(ada, "send_user_will_not_take_part_in_event")
                        .at("/data/reason")
                        .asString())
                .isEqualTo("NOT_PAID");
        told(cyd, "pay_for_seat");
        publish(RESOURCES.turn(onlyBookingOf(cyd).id(), "confirmed"));
        awaitStatus(event, cyd, "REGISTERED");
    }

    @Test
    void whoeverIsPromotedWhileOthersAreAskedIsAskedOnceBooked() {
        UUID event = plan(ResourceService.PAID_THERE, Map.of());
        register(event, ada);
        awaitStatus(event, ada, "REGISTERED");
        jdbc.sql("update dating_events set step = 'ASK', due_at = now() where id = ?")
                .param(event)
                .update();
        awaitStatus(event, ada, "ASKED");

        register(event, bob);
        awaitStatus(event, bob, "ASKED");
        told(bob, "seat_booked");
        told(bob, "confirm_registration");
    }

    @Test
    void aSeatGivenBackIsCancelledByTheOffersRulesForGuests() {
        UUID event = plan(ResourceService.PAID_THERE, Map.of());
        register(event, ada);
        awaitStatus(event, ada, "REGISTERED");

        as(ada, HttpMethod.DELETE, path(event, ada), null).expectStatus().isOk();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(onlyBookingOf(ada).byBusiness()).isFalse());
    }

    @Test
    void whoeverIsToldOffGetsEverythingBack() {
        UUID event = plan(ResourceService.PAID_THERE, Map.of());
        register(event, ada);
        awaitStatus(event, ada, "REGISTERED");

        exchange(WRITER, HttpMethod.POST, "/dating/events/" + event + "/skip", Map.of("reason", "no heating"))
                .expectStatus()
                .isNoContent();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(onlyBookingOf(ada).byBusiness()).isTrue());
    }

    @Test
    void whileBookingsAreAwayASeatIsKeptAndBookedOnceWhenTheyAreBack() {
        UUID event = plan(ResourceService.PAID_THERE, Map.of("capacity", 2, "least", 2));
        RESOURCES.losesAnswers(true);
        register(event, ada);
        await().atMost(PATIENCE).until(() -> !RESOURCES.of(ada).isEmpty());
        RESOURCES.down(true);
        register(event, bob);
        assertThat(register(event, cyd)).isEqualTo("WAITING");
        assertThat(status(event, ada)).isEqualTo("BOOKING");

        RESOURCES.losesAnswers(false);
        RESOURCES.down(false);
        awaitStatus(event, ada, "REGISTERED");
        awaitStatus(event, bob, "REGISTERED");
        assertThat(onlyBookingOf(ada).status()).isEqualTo("confirmed");
        assertThat(onlyBookingOf(bob).status()).isEqualTo("confirmed");
        assertThat(RESOURCES.of(cyd)).isEmpty();
    }

    @Test
    void whoeverLeavesBeforeTheAnswerIsHeardHasNoBookingInTheEnd() {
        UUID event = plan(ResourceService.PAID_THERE, Map.of());
        RESOURCES.losesAnswers(true);
        register(event, ada);
        await().atMost(PATIENCE).until(() -> !RESOURCES.of(ada).isEmpty());
        as(ada, HttpMethod.DELETE, path(event, ada), null).expectStatus().isOk();
        RESOURCES.losesAnswers(false);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(onlyBookingOf(ada).status()).isEqualTo("cancelled"));
        assertThat(status(event, ada)).isEqualTo("CANCELLED");
    }

    @Test
    void whoeverRegistersAgainGetsAnotherBookingOnceTheFirstIsGivenBack() {
        UUID event = plan(ResourceService.PAID_THERE, Map.of());
        register(event, ada);
        awaitStatus(event, ada, "REGISTERED");
        as(ada, HttpMethod.DELETE, path(event, ada), null).expectStatus().isOk();
        assertThat(register(event, ada)).isEqualTo("BOOKING");

        awaitStatus(event, ada, "REGISTERED");
        assertThat(RESOURCES.of(ada).stream().map(Booking::status)).containsExactly("cancelled", "confirmed");
    }

    @Test
    void aRefusedBookingIsNoSeatAndTheGuestHearsWhy() {
        UUID event = plan(ResourceService.GONE, Map.of());
        register(event, ada);

        awaitStatus(event, ada, "NOT_BOOKED");
        assertThat(told(ada, "send_user_will_not_take_part_in_event")
                        .at("/data/detail")
                        .asString())
                .isEqualTo("There is no such offer.");
        assertThat(page(ada).at("/mine/0/phase").asString()).isEqualTo("OVER");
    }

    @Test
    void whereBookingsStayAwayTooLongTheGuestIsToldAndWhateverCameOfItIsCancelled() {
        UUID event = plan(ResourceService.PAID_THERE, Map.of());
        RESOURCES.losesAnswers(true);
        register(event, ada);
        await().atMost(PATIENCE).until(() -> !RESOURCES.of(ada).isEmpty());
        UUID seat = jdbc.sql("select seat_id from seat_bookings where user_id = ?")
                .param(ada)
                .query(UUID.class)
                .single();

        transaction.executeWithoutResult(_ ->
                holdSeat.onGivenUp(new RequestedEffect<>(seat, seat.toString(), new HoldSeat.Asked(seat), 9), "away"));
        assertThat(status(event, ada)).isEqualTo("NOT_BOOKED");
        RESOURCES.losesAnswers(false);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(onlyBookingOf(ada).byBusiness()).isTrue());
    }

    @Test
    void newsThatComeLateChangeNothing() {
        UUID event = plan(ResourceService.PREPAID, Map.of());
        register(event, ada);
        told(ada, "pay_for_seat");
        Booking confirmed = RESOURCES.turn(onlyBookingOf(ada).id(), "confirmed");
        publish(confirmed);
        awaitStatus(event, ada, "REGISTERED");

        publish(new Booking(confirmed.id(), ada, confirmed.offer(), confirmed.from(), "expired", 2, null));
        register(event, bob);
        told(bob, "pay_for_seat");
        publish(RESOURCES.turn(onlyBookingOf(bob).id(), "confirmed"));
        awaitStatus(event, bob, "REGISTERED");
        answer.cancel(event, bob);
        assertThat(status(event, ada)).isEqualTo("REGISTERED");
    }

    @Test
    void guestsSeeThePriceBeforeTheyRegister() {
        UUID event = plan(ResourceService.PREPAID, Map.of());

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(page(ada).at("/next/0/fare/amount").asLong()).isEqualTo(1500));
        JsonNode shown = body(exchange(WRITER, HttpMethod.GET, "/dating/events/" + event, null)
                .expectStatus()
                .isOk());
        assertThat(shown.at("/fare/currency").asString()).isEqualTo("EUR");
        assertThat(shown.at("/fare/businessId").asString()).isEqualTo("harbour");
    }

    /** Guests could book its seats at resource-service, past the list of the event. */
    @Test
    void whoeverSellsSeatsOfAnOfferThatEverybodyCanBookIsWarned(CapturedOutput output) {
        UUID open = plan(ResourceService.OPEN_TO_ALL, Map.of());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(output.getAll()).contains("Seats of date event " + open + " are not given out"));

        UUID kept = plan(ResourceService.PAID_THERE, Map.of());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(body(exchange(WRITER, HttpMethod.GET, "/dating/events/" + kept, null)
                                        .expectStatus()
                                        .isOk())
                                .at("/fare/amount")
                                .asLong())
                        .isEqualTo(1500));
        assertThat(output.getAll()).doesNotContain("Seats of date event " + kept);
    }

    @Test
    void anOfferIsNamedWithItsBusiness() {
        Map<String, ?> half =
                Map.of("startsAt", clock.instant().plus(Duration.ofDays(3)), "offerId", ResourceService.PREPAID);
        exchange(WRITER, HttpMethod.POST, "/dating/events", half)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/businessId");
    }

    private UUID plan(UUID offer, Map<String, ?> format) {
        Map<String, Object> body = new HashMap<>(format);
        body.put("startsAt", clock.instant().plus(Duration.ofDays(3)));
        body.put("businessId", "harbour");
        body.put("offerId", offer);
        return UUID.fromString(body(exchange(WRITER, HttpMethod.POST, "/dating/events", body)
                        .expectStatus()
                        .isCreated())
                .path("eventId")
                .asString());
    }

    private String register(UUID event, UUID guest) {
        return body(as(guest, HttpMethod.PUT, path(event, guest), Map.of())
                        .expectStatus()
                        .isOk())
                .path("status")
                .asString();
    }

    private String status(UUID event, UUID guest) {
        return body(as(guest, HttpMethod.GET, path(event, guest), null)
                        .expectStatus()
                        .isOk())
                .path("status")
                .asString();
    }

    private void awaitStatus(UUID event, UUID guest, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(event, guest)).isEqualTo(status));
    }

    private JsonNode page(UUID guest) {
        String link = body(as(guest, HttpMethod.POST, "/dating/pages/" + guest, null)
                        .expectStatus()
                        .isOk())
                .path("url")
                .asString();
        return body(exchange(WRITER, HttpMethod.GET, link.substring(link.indexOf("/dating/")) + "/dates", null)
                .expectStatus()
                .isOk());
    }

    private JsonNode told(UUID guest, String kind) {
        return messages.await(
                "notifications",
                "notification.requested",
                data -> data.path("userId").asString().equals(guest.toString())
                        && data.at("/data/kind").asString().equals(kind));
    }

    private static Booking onlyBookingOf(UUID guest) {
        List<Booking> bookings = RESOURCES.of(guest);
        assertThat(bookings).hasSize(1);
        return bookings.getFirst();
    }

    private void publish(Booking booking) {
        messages.publish(
                "bookings", booking.user().toString(), "booking." + booking.status(), booking.told(clock.instant()));
    }

    private static String path(UUID event, UUID guest) {
        return "/dating/events/" + event + "/registrations/" + guest;
    }

    private RestTestClient.ResponseSpec as(UUID guest, HttpMethod method, String path, @Nullable Object body) {
        return exchange(TestTokens.guest(guest), method, path, body);
    }

    private RestTestClient.ResponseSpec exchange(String token, HttpMethod method, String path, @Nullable Object body) {
        RestTestClient client = RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build();
        RestTestClient.RequestBodySpec request =
                client.method(method).uri(path).headers(headers -> headers.setBearerAuth(token));
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }
}
