package dev.concierge.resource.booking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param secret what those who tell of payments sign with; nobody can while it is empty */
@ConfigurationProperties(value = "concierge.payment", ignoreUnknownFields = false)
record PaymentSettings(@DefaultValue("") String secret) {
    private static final int SHORTEST = 32;

    PaymentSettings {
        if (!secret.isEmpty() && secret.length() < SHORTEST) {
            throw new IllegalArgumentException("concierge.payment.secret: " + secret.length()
                    + " characters (expected: at least " + SHORTEST + ", or none)");
        }
    }

    @Override
    public String toString() {
        return "PaymentSettings[" + (secret.isEmpty() ? "off" : "on") + "]";
    }
}
