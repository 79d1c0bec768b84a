package dev.concierge.platform.web;

import dev.concierge.platform.problem.Fact;
import java.util.Map;

/** The service holds as many requests as it can. */
public final class OverCapacity extends Fact {
    /** Tells the gateway, of all 503s, that this one is about how much it sends. */
    public static final String HEADER = "Concierge-Over-Capacity";

    public OverCapacity() {
        super(Kind.UNAVAILABLE, "over-capacity", "The service has more requests at hand than it can hold.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HEADER, "permits");
    }
}
