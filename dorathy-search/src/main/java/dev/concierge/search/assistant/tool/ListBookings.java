package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.input.Zones;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Bookings.Booked;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class ListBookings implements Tool {
    private static final int MOST = 10;

    private final Bookings bookings;

    ListBookings(ServiceClients services) {
        this.bookings = services.create(Bookings.class, "resource");
    }

    @Override
    public String name() {
        return "my_bookings";
    }

    @Override
    public String says() {
        return "List the bookings of the guest you speak with, the latest first.";
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("bookings");
        for (Booked booked : bookings.of(heard.turn().guest().toString(), MOST).items()) {
            data.withArray("bookings")
                    .addObject()
                    .put("title", Described.plain(booked.title(), 120))
                    .put("when", When.said(booked.from().atZone(Zones.named(booked.zone())), heard.tongue()))
                    .put("status", booked.status());
        }
        return new Result.Found(data);
    }
}
