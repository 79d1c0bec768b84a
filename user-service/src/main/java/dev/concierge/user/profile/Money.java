package dev.concierge.user.profile;

import java.util.Currency;

/**
 * What was paid once.
 *
 * @param currency as in ISO 4217
 */
record Money(double minorUnits, String currency) {
    /** Behind the point of an amount; two where nobody knows the currency. */
    static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return 2;
        }
    }
}
