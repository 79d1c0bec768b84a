package dev.concierge.datemaker.guest;

import dev.concierge.platform.input.Numbers;
import java.util.List;
import org.springframework.stereotype.Component;

/** Learns what guests like from their profiles. */
@Component
public class LearnGuests {
    private final Guests guests;

    LearnGuests(Guests guests) {
        this.guests = guests;
    }

    public void on(ProfileUpdated updated) {
        guests.learn(
                Numbers.uuid(updated.userId()),
                updated.topics() == null ? List.of() : updated.topics(),
                updated.version());
    }
}
