package dev.concierge.datemaker.call;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ends calls, whatever their guests do, and with each its room. */
@Component
public class EndCalls {
    private final Calls calls;
    private final Rooms rooms;

    EndCalls(Calls calls, Rooms rooms) {
        this.calls = calls;
        this.rooms = rooms;
    }

    public void end(List<Call> over, Instant at) {
        if (!over.isEmpty()) {
            calls.end(over.stream().map(Call::id).toList(), at);
            rooms.close(over);
        }
    }
}
