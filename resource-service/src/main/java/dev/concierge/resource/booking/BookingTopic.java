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

    static final List<String> TYPES = List.of(
            HELD,
            CONFIRMED,
            RESCHEDULED,
            "booking.cancelled",
            "booking.refunded",
            "booking.no-show",
            "booking.expired");

    @Bean
    Topic bookingsTopic() {
        return Topic.log(NAME);
    }
}
