package dev.concierge.hub.delivery.inbox;

import dev.concierge.hub.delivery.Attempt;
import dev.concierge.hub.delivery.Channel;
import dev.concierge.hub.delivery.Dispatch;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.Outcome;
import dev.concierge.hub.delivery.template.Wording;
import dev.concierge.hub.delivery.template.WriteMessage;

/** The channel {@code inbox}. It makes no noise, so quiet hours do not hold it. */
final class KeepInInbox implements Channel {
    private static final String NAME = "inbox";
    private static final int AT_ONCE = 100;

    private final WriteMessage words;
    private final ChangeInbox inbox;

    KeepInInbox(WriteMessage words, ChangeInbox inbox) {
        this.words = words;
        this.inbox = inbox;
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
        return true;
    }

    @Override
    public boolean disturbs() {
        return false;
    }

    /** Nothing is kept but with the transaction that writes it down. */
    @Override
    public boolean repeatsInDoubt() {
        return true;
    }

    @Override
    public Attempt attempt(Dispatch dispatch) {
        Notification notification = dispatch.notification();
        return switch (words.personal(notification, dispatch.guest(), "email")) {
            case WriteMessage.Unwritable unwritable ->
                new Attempt.Ended(new Outcome.Failed(NAME + ": " + unwritable.reason()));
            case WriteMessage.Written(Wording wording) ->
                new Attempt.Ended(new Outcome.Sent(), () -> inbox.add(notification, wording));
        };
    }
}
