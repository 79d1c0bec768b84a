package dev.concierge.resource.booking;

import dev.concierge.platform.input.Texts;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.web.StrictJson;
import dev.concierge.resource.directory.BusinessId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where whoever takes the payments tells of them, by signed posts; each is taken once, however often it comes. */
@RestController
class PaymentController {
    private final Signature signature;
    private final StrictJson json;
    private final ReceivePayments receive;
    private final CountBookings count;

    PaymentController(Signature signature, StrictJson json, ReceivePayments receive, CountBookings count) {
        this.signature = signature;
        this.json = json;
        this.receive = receive;
        this.count = count;
    }

    @Operation(
            summary =
                    "Tell of a payment: signed in Concierge-Signature, t=<seconds>,v1=<hex HMAC-SHA256 of seconds.body>")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Payment.class)))
    @PostMapping(path = "/bookings/payments", consumes = MediaType.APPLICATION_JSON_VALUE)
    BookingView told(
            @RequestHeader(name = "Concierge-Signature", required = false) @Nullable String signed,
            @RequestBody byte[] body) {
        signature.check(signed, body);
        Payment payment = json.read(body, Payment.class);
        payment.check();
        return BookingView.of(count.ended("payment", () -> receive.receive(payment)));
    }

    /** What became of money. */
    enum Kind {
        SUCCEEDED,
        REFUNDED
    }

    /**
     * A payment, or one that was given back.
     *
     * @param paymentId the same each time it is told, and of nothing else: a refund has an id of its own
     * @param amount in the currency's smallest unit
     */
    record Payment(String paymentId, Kind kind, String businessId, UUID bookingId, long amount, String currency) {
        /** As bodies are that are not signed; here nothing may be read before the signature is. */
        void check() {
            require(
                    "/paymentId",
                    paymentId != null && !paymentId.isBlank() && Texts.length(paymentId) <= 200,
                    paymentId);
            require("/kind", kind != null, kind);
            require("/businessId", businessId != null, businessId);
            require("/bookingId", bookingId != null, bookingId);
            require("/amount", amount > 0, amount);
            require("/currency", currency != null, currency);
        }

        BookingId booking() {
            if (!businessId.matches(BusinessId.PATTERN)) {
                throw new InvalidInput("/businessId", businessId, BusinessId.PATTERN);
            }
            return new BookingId(new BusinessId(businessId), bookingId);
        }

        private static void require(String pointer, boolean holds, @Nullable Object value) {
            if (!holds) {
                throw new InvalidInput(pointer, value, "a value that names a payment");
            }
        }
    }
}
