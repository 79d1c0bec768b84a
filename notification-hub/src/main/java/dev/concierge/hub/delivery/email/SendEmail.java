package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.Attempt;
import dev.concierge.hub.delivery.Category;
import dev.concierge.hub.delivery.Channel;
import dev.concierge.hub.delivery.Dispatch;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.Outcome;
import dev.concierge.hub.delivery.consent.ConsentLinks;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.template.Wording;
import dev.concierge.hub.delivery.template.WriteMessage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channel {@code email}. */
final class SendEmail implements Channel {
    private static final String NAME = "email";

    private final WriteMessage words;
    private final ConsentLinks links;
    private final Senders senders;
    private final Pace pace;
    private final PostEmail post;
    private final EmailSettings settings;

    SendEmail(
            WriteMessage words,
            ConsentLinks links,
            Senders senders,
            Pace pace,
            PostEmail post,
            EmailSettings settings) {
        this.words = words;
        this.links = links;
        this.senders = senders;
        this.pace = pace;
        this.post = post;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int concurrency() {
        return settings.concurrency();
    }

    @Override
    public boolean needsContact(Notification notification) {
        return true;
    }

    @Override
    public boolean writesToAddress() {
        return true;
    }

    @Override
    public boolean disturbs() {
        return true;
    }

    @Override
    public boolean repeatsInDoubt() {
        return settings.inDoubt() == EmailSettings.InDoubt.REPEAT;
    }

    @Override
    public @Nullable String refusal(Contact contact, Category category) {
        return EmailConsent.refusal(contact, category);
    }

    @Override
    public Attempt attempt(Dispatch dispatch) {
        Contact guest = dispatch.guest();
        Notification notification = dispatch.notification();
        String address = guest.email() == null ? "" : guest.email();
        Optional<Duration> wait = pace.waitFor(address);
        if (wait.isPresent()) {
            return new Attempt.Again("pace of the receiving domain", wait.get());
        }
        return switch (words.personal(notification, guest, NAME)) {
            case WriteMessage.Unwritable unwritable ->
                new Attempt.Ended(new Outcome.Failed(NAME + ": " + unwritable.reason()));
            case WriteMessage.Written(Wording wording) -> post(email(notification, address, wording));
        };
    }

    /** Only what a guest may have agreed to can be taken back by one click; a receipt of their own booking is no list. */
    private Email email(Notification notification, String address, Wording wording) {
        Sender sender = senders.of(notification.businessId());
        return new Email(
                notification.id(),
                sender.from(),
                sender.replyTo(),
                address,
                wording.subject() == null ? "" : wording.subject(),
                wording.text(),
                wording.html(),
                notification.category() == Category.MARKETING
                        ? links.to(
                                notification.userId(),
                                NAME,
                                notification.category().wish())
                        : null);
    }

    private Attempt post(Email email) {
        return switch (post.post(email)) {
            case PostEmail.Taken _ -> new Attempt.Ended(new Outcome.Sent());
            case PostEmail.Unknown unknown -> new Attempt.InDoubt(unknown.cause());
            case PostEmail.Refused(Refusal refusal) ->
                refusal.isFinal()
                        ? new Attempt.Ended(new Outcome.Failed(refusal.reason()))
                        : new Attempt.Again(refusal.reason(), null);
        };
    }
}
