package dev.concierge.search.assistant.tool;

import dev.concierge.platform.input.Zones;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.dialogue.Heard.Shown;
import dev.concierge.search.assistant.tool.Bookings.Booked;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class ListBookings implements Tool {
    private static final String KIND = "bookings";
    private static final int MOST = 10;

    private final OwnBookings bookings;

    ListBookings(OwnBookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public String name() {
        return "my_bookings";
    }

    @Override
    public String says() {
        return "List the bookings of the guest you speak with, the latest first. Only those that are open can be cancelled or moved.";
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        List<Shown> shown = new ArrayList<>();
        data.putArray("bookings");
        for (Booked booked : bookings.latest(heard, MOST)) {
            String title = Described.plain(booked.title(), 120);
            shown.add(new Shown(KIND, booked.bookingId().toString(), title));
            data.withArray("bookings")
                    .addObject()
                    .put("n", shown.size())
                    .put("id", booked.bookingId().toString())
                    .put("title", title)
                    .put("when", When.said(booked.from().atZone(Zones.named(booked.zone())), heard.tongue()))
                    .put("status", booked.status())
                    .put("open", bookings.isOpen(booked));
        }
        return new Result.Found(data, shown);
    }
}
