package dev.concierge.datemaker.event;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The offer of resource-service that a guest books to have a seat.
 *
 * @param amount what a seat costs, in the currency's smallest unit; null until the offer was asked
 * @param currency ISO 4217
 */
@Embeddable
public record Fare(
        @Column(name = "business_id") String businessId,
        @Column(name = "offer_id") UUID offerId,
        @Column(name = "price_amount") @Nullable Long amount,
        @Column(name = "price_currency") @Nullable String currency) {
    Fare at(long total, String currency) {
        return new Fare(businessId, offerId, total, currency);
    }
}
