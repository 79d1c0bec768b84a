package dev.concierge.resource.booking;

import dev.concierge.platform.problem.Fact;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How many requests for and of bookings ended how. */
@Component
class CountBookings {
    private static final String DONE = "done";

    private final MeterRegistry meters;

    CountBookings(MeterRegistry meters) {
        this.meters = meters;
        counter("expire", DONE); // from the start, so that the first has a rate
    }

    <T> T ended(String what, Supplier<T> work) {
        try {
            T result = work.get();
            count(what, DONE);
            return result;
        } catch (Fact refused) {
            count(what, refused.code());
            throw refused;
        }
    }

    void expired(int some) {
        counter("expire", DONE).increment(some);
    }

    private void count(String what, String outcome) {
        counter(what, outcome).increment();
    }

    private Counter counter(String what, String outcome) {
        return Counter.builder("resource.bookings")
                .description("What was done to bookings, by how it ended")
                .tags("action", what, "outcome", outcome)
                .register(meters);
    }
}
