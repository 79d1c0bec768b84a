package dev.concierge.resource.booking;

import dev.concierge.platform.problem.Fact;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How many requests for and of bookings ended how. */
@Component
class CountBookings {
    private final MeterRegistry meters;

    CountBookings(MeterRegistry meters) {
        this.meters = meters;
    }

    <T> T ended(String what, Supplier<T> work) {
        try {
            T result = work.get();
            count(what, "done");
            return result;
        } catch (Fact refused) {
            count(what, refused.code());
            throw refused;
        }
    }

    void expired(int some) {
        meters.counter("resource.bookings", "action", "expire", "outcome", "done")
                .increment(some);
    }

    private void count(String what, String outcome) {
        meters.counter("resource.bookings", "action", what, "outcome", outcome).increment();
    }
}
