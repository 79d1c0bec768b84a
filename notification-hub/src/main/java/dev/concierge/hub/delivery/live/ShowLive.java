package dev.concierge.hub.delivery.live;

import dev.concierge.hub.delivery.Attempt;
import dev.concierge.hub.delivery.Category;
import dev.concierge.hub.delivery.Channel;
import dev.concierge.hub.delivery.Dispatch;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.Outcome;
import dev.concierge.hub.delivery.template.Wording;
import dev.concierge.hub.delivery.template.WriteMessage;
import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.id.Ids;
import java.time.Clock;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The channel {@code live}: what a guest sees at once on open screens, kept nowhere. */
final class ShowLive implements Channel {
    private static final String NAME = "live";
    private static final int AT_ONCE = 100;

    private final WriteMessage words;
    private final SendLive live;
    private final Clock clock;

    ShowLive(WriteMessage words, SendLive live, Clock clock) {
        this.words = words;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int concurrency() {
        return AT_ONCE;
    }

    @Override
    public boolean needsContact(Notification notification) {
        return notification.category() == Category.MARKETING;
    }

    @Override
    public boolean disturbs() {
        return true;
    }

    /** Nothing leaves but with the transaction that writes it down. */
    @Override
    public boolean repeatsInDoubt() {
        return true;
    }

    @Override
    public Attempt attempt(Dispatch dispatch) {
        Notification notification = dispatch.notification();
        return switch (words.anonymous(notification)) {
            case WriteMessage.Unwritable unwritable ->
                new Attempt.Ended(new Outcome.Failed(NAME + ": " + unwritable.reason()));
            case WriteMessage.Written(Wording wording) ->
                new Attempt.Ended(
                        new Outcome.Sent(),
                        () -> live.send(
                                Ids.derived(notification.id(), NAME),
                                "users:" + notification.userId(),
                                "notification",
                                payload(notification, wording)));
        };
    }

    /** Lies in Kafka, so it was written without the guest's personal data. */
    private ObjectNode payload(Notification notification, Wording wording) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("notificationId", notification.id().toString());
        if (wording.subject() != null) {
            payload.put("subject", wording.subject());
        }
        payload.put("text", wording.text());
        return payload.put("sentAt", clock.instant().toString());
    }
}
