package dev.concierge.datemaker.notice;

import java.math.BigDecimal;
import java.util.Currency;

/** @param amount in the currency's smallest unit */
public record Money(long amount, String currency) {
    /** As it is said, such as {@code 15.00 EUR}. */
    @Override
    public String toString() {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return BigDecimal.valueOf(amount, digits).toPlainString() + " " + currency;
    }
}
