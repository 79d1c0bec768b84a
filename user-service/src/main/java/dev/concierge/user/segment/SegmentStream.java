package dev.concierge.user.segment;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.user.UserId;
import dev.concierge.user.history.Deeds;
import dev.concierge.user.history.GuestHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Whatever may move a guest into a segment or out of it: what they do, which is remembered first, and what is changed of
 * them. Interactions that event-service took in come as events named by their type; only other
 * producers' are taken from topic {@code interactions}.
 */
@Component
class SegmentStream implements Subscription {
    static final String NAME = "segments";

    private final GuestHistory history;
    private final KnownRules rules;
    private final PlaceGuests placeGuests;

    SegmentStream(GuestHistory history, KnownRules rules, PlaceGuests placeGuests) {
        this.history = history;
        this.rules = rules;
        this.placeGuests = placeGuests;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> topics() {
        return List.of("users", "interactions", "events");
    }

    /** What is known of them went with the guest; what is parked must go, too. */
    @Override
    public boolean erases(ReceivedMessage message) {
        return message.topic().equals("users") && message.type().equals("user.deleted");
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        KnownRules.All known = rules.now();
        Set<String> asked = known.events();
        List<GuestHistory.Deed> deeds = new ArrayList<>();
        Set<UserId> touched = new HashSet<>();
        for (ReceivedMessage message : batch) {
            Deeds.in(message).ifPresent(deed -> {
                deeds.add(deed);
                if (asked.contains(deed.name())) {
                    touched.add(deed.userId());
                }
            });
            if (message.topic().equals("users") && !erases(message)) {
                UserId.parse(message.key()).ifPresent(touched::add);
            }
        }
        history.add(deeds);
        placeGuests.place(touched, known);
    }
}
