package dev.concierge.event.capture;

import dev.concierge.platform.problem.Fact;

/** More messages wait for Kafka than this instance may hold. */
final class TooManyInFlight extends Fact {
    TooManyInFlight(int limit) {
        super(
                Kind.TOO_MANY_REQUESTS,
                "too-many-in-flight",
                "More than " + limit + " messages wait to become durable; send the same request again.");
    }
}
