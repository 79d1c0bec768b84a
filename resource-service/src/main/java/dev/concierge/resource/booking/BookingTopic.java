package dev.concierge.resource.booking;

import dev.concierge.platform.topic.Topic;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BookingTopic {
    static final String NAME = "bookings";
    static final String HELD = "booking.held";
    static final String CONFIRMED = "booking.confirmed";
    static final String RESCHEDULED = "booking.rescheduled";
    static final String CANCELLED = "booking.cancelled";
    static final String EXPIRED = "booking.expired";

    static final List<String> TYPES =
            List.of(HELD, CONFIRMED, RESCHEDULED, CANCELLED, "booking.refunded", "booking.no-show", EXPIRED);

    @Bean
    Topic bookingsTopic() {
        return Topic.log(NAME);
    }
}
