package dev.concierge.resource.booking;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.OfferedPlace;
import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users", properties = "concierge.payment.secret=" + PaymentFlowTests.SECRET)
class PaymentFlowTests {
    static final String SECRET = "a-secret-of-tests-that-is-long-enough";

    @LocalServerPort
    private int port;

    @Autowired
    private TestClock clock;

    private final UUID ada = UUID.randomUUID();
    private ResourceClient guest = new ResourceClient(0);
    private ResourceClient tenant = guest;
    private Instant slot = Instant.EPOCH;

    @BeforeEach
    void connect() {
        guest = new ResourceClient(port, TestTokens.guest(ada));
        tenant = new ResourceClient(port);
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
    void aPrepaidBookingIsConfirmedByItsPaymentOnceHoweverOftenItIsTold() {
        OfferedPlace place = new OfferedPlace(port, "prepaid").with("k", 4);
        UUID id = pending(place, slot);

        assertThat(status(tell("prepaid", id, "p1", "SUCCEEDED", 3999))).isEqualTo(400);
        JsonNode confirmed = json(tell("prepaid", id, "p1", "SUCCEEDED", 4000));
        JsonNode again = json(tell("prepaid", id, "p1", "SUCCEEDED", 4000));

        assertThat(confirmed.path("status").asString()).isEqualTo("confirmed");
        assertThat(again.path("version").asLong())
                .isEqualTo(confirmed.path("version").asLong());
        assertThat(again.path("payment").path("paid").asLong()).isEqualTo(4000);
    }

    @Test
    void whatIsPaidBackFollowsTheRulesAndEndsTheBooking() {
        OfferedPlace place = new OfferedPlace(port, "refunds").with("k", 4);
        UUID id = pending(place, clock.instant().truncatedTo(ChronoUnit.HOURS).plus(5, ChronoUnit.HOURS));
        tell("refunds", id, "p1", "SUCCEEDED", 4000).expectStatus().isOk();

        JsonNode cancelled = json(guest.exchange(POST, place.path(id) + "/cancellation", "{}"));
        assertThat(cancelled.path("payment").path("refundDue").asLong()).isEqualTo(2000);
        assertThat(cancelled.path("payment").path("kept").asLong()).isEqualTo(2000);
        JsonNode refunded = json(tell("refunds", id, "r1", "REFUNDED", 2000));

        assertThat(refunded.path("status").asString()).isEqualTo("refunded");
        assertThat(refunded.path("payment").path("refunded").asLong()).isEqualTo(2000);
        assertThat(status(tell("refunds", id, "r2", "REFUNDED", 2001))).isEqualTo(400);
    }

    /** As a provider does that tells of a refund by the payment it is of. */
    @Test
    void whatIsToldUnderAnIdThatSaidSomethingElseIsRefusedAndNotSwallowed() {
        OfferedPlace place = new OfferedPlace(port, "sameid").with("k", 4);
        UUID id = pending(place, slot);
        tell("sameid", id, "p1", "SUCCEEDED", 4000).expectStatus().isOk();
        guest.exchange(POST, place.path(id) + "/cancellation", "{}")
                .expectStatus()
                .isOk();
        UUID other = pending(place, slot.plusSeconds(7200));

        for (ResponseSpec refused : new ResponseSpec[] {
            tell("sameid", id, "p1", "REFUNDED", 4000), tell("sameid", other, "p1", "SUCCEEDED", 4000)
        }) {
            assertThat(status(refused)).isEqualTo(422);
            assertThat(json(refused).path("code").asString()).isEqualTo("payment-differs");
            assertThat(json(refused).path("detail").asString()).contains("succeeded 4000", id.toString());
        }
        assertThat(json(guest.get(place.path(other))).path("status").asString()).isEqualTo("payment-pending");

        JsonNode refunded = json(tell("sameid", id, "p1-refund", "REFUNDED", 4000));
        JsonNode again = json(tell("sameid", id, "p1-refund", "REFUNDED", 4000));
        assertThat(refunded.path("status").asString()).isEqualTo("refunded");
        assertThat(refunded.path("payment").path("refunded").asLong()).isEqualTo(4000);
        assertThat(again.path("version")).isEqualTo(refunded.path("version"));
    }

    @Test
    void whoLetsAServiceCancelIsPaidBackByTheSameRules() {
        OfferedPlace place = new OfferedPlace(port, "assisted").with("k", 4);
        UUID id = pending(place, clock.instant().truncatedTo(ChronoUnit.HOURS).plus(5, ChronoUnit.HOURS));
        tell("assisted", id, "p1", "SUCCEEDED", 4000).expectStatus().isOk();
        ResourceClient assistant = new ResourceClient(port, TestTokens.service("dorathy-search", "bookings:write"));

        assertThat(json(assistant.exchange(POST, place.path(id) + "/cancellation", "{\"userId\": \"" + ada + "\"}"))
                        .path("payment")
                        .path("refundDue")
                        .asLong())
                .isEqualTo(2000);
    }

    @Test
    void whoIsToldOffByTheBusinessGetsEverythingBack() {
        OfferedPlace place = new OfferedPlace(port, "toldoff").with("k", 4);
        UUID id = pending(place, clock.instant().truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS));
        tell("toldoff", id, "p1", "SUCCEEDED", 4000).expectStatus().isOk();

        assertThat(json(tenant.exchange(POST, place.path(id) + "/cancellation", "{}"))
                        .path("payment")
                        .path("refundDue")
                        .asLong())
                .isEqualTo(4000);
    }

    @Test
    void aServiceSaysWhenItIsTheBusinessThatCancelsAndAGuestCannot() {
        OfferedPlace place = new OfferedPlace(port, "calledoff").with("k", 4);
        UUID id = pending(place, clock.instant().truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS));
        tell("calledoff", id, "p1", "SUCCEEDED", 4000).expectStatus().isOk();
        ResourceClient service = new ResourceClient(port, TestTokens.service("datemaker", "bookings:write"));

        guest.exchange(POST, place.path(id) + "/cancellation", "{\"byBusiness\": true}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/byBusiness");
        String stranger = "{\"userId\": \"" + UUID.randomUUID() + "\", \"byBusiness\": true}";
        assertThat(status(service.exchange(POST, place.path(id) + "/cancellation", stranger)))
                .isEqualTo(404);
        assertThat(json(service.exchange(
                                POST,
                                place.path(id) + "/cancellation",
                                "{\"userId\": \"" + ada + "\", \"byBusiness\": true}"))
                        .path("payment")
                        .path("refundDue")
                        .asLong())
                .isEqualTo(4000);
    }

    @Test
    void moneyForWhatIsGoneIsDueBack() {
        OfferedPlace place = new OfferedPlace(port, "late").with("k", 4);
        UUID id = pending(place, slot);
        clock.advance(Duration.ofSeconds(61));
        UUID next = UUID.fromString(json(guest.exchange(POST, "/bookings", place.body(offer, slot, 1)))
                .path("bookingId")
                .asString());

        JsonNode late = json(tell("late", id, "p1", "SUCCEEDED", 4000));

        assertThat(next).isNotEqualTo(id);
        assertThat(late.path("status").asString()).isEqualTo("expired");
        assertThat(late.path("payment").path("refundDue").asLong()).isEqualTo(4000);
    }

    @Test
    void whoDoesNotKnowTheSecretTellsNothing() {
        String body = payment("late", UUID.randomUUID(), "p", "SUCCEEDED", 1);
        long now = clock.instant().getEpochSecond();
        String right = sign(now, body);
        for (String header : new String[] {
            "",
            "t=1,v1=00",
            right.replace("v1=", "v1=0"),
            sign(now - 301, body),
            sign(now, body + " "),
            right + ",v1=00"
        }) {
            assertThat(status(post(body, header))).as(header).isEqualTo(401);
        }
        assertThat(status(post(body, right))).isEqualTo(404);
    }

    private UUID offer = new UUID(0, 0);

    private UUID pending(OfferedPlace place, Instant from) {
        offer = place.offer(OfferedPlace.terms(false, true, "k").replace("PT10M", "PT1M"));
        ResponseSpec held = guest.exchange(POST, "/bookings", place.body(offer, from, 1));
        held.expectStatus().isCreated();
        UUID id = UUID.fromString(json(held).path("bookingId").asString());
        assertThat(json(guest.exchange(POST, place.path(id) + "/confirmation", ""))
                        .path("status")
                        .asString())
                .isEqualTo("payment-pending");
        return id;
    }

    private ResponseSpec tell(String business, UUID booking, String payment, String kind, long amount) {
        String body = payment(business, booking, payment, kind, amount);
        return post(body, sign(clock.instant().getEpochSecond(), body));
    }

    private ResponseSpec post(String body, String signature) {
        return guest.exchange(POST, "/bookings/payments", body, "Concierge-Signature", signature);
    }

    private static int status(ResponseSpec answer) {
        return answer.returnResult(byte[].class).getStatus().value();
    }

    private static String sign(long at, String body) {
        return "t=" + at + ",v1="
                + HexFormat.of().formatHex(Signature.of(SECRET, at, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String payment(String business, UUID booking, String payment, String kind, long amount) {
        return "{\"paymentId\": \"" + payment + "\", \"kind\": \"" + kind + "\", \"businessId\": \"" + business
                + "\", \"bookingId\": \"" + booking + "\", \"amount\": " + amount + ", \"currency\": \"EUR\"}";
    }
}
