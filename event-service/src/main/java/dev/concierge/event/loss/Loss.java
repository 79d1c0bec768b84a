package dev.concierge.event.loss;

import java.time.LocalDate;

/**
 * How often something was not taken.
 *
 * @param eventName empty when it could not be read
 * @param reason the code of the problem that was answered; {@code repeated}, {@code erased-guest} or {@code reserved-name} of
 *     what was answered 202, or told by another producer; {@code parked} of what another told that could not be read or kept
 */
public record Loss(LocalDate day, String client, String eventName, String reason, long count) {
    public static final String REPEATED = "repeated";
    public static final String ERASED_GUEST = "erased-guest";
    public static final String RESERVED_NAME = "reserved-name";
    public static final String PARKED = "parked";
}
