package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.DeliveryRequested;
import dev.concierge.hub.delivery.EndDelivery;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.Notifications;
import dev.concierge.hub.delivery.Outcome;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Contacts;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.util.Optional;

/** Sends a notification by mail, unless the guest has objected or cannot be written to. */
final class SendEmail implements EffectHandler<DeliveryRequested> {
    private static final String CHANNEL = "email";

    private final Notifications notifications;
    private final Contacts contacts;
    private final PostEmail post;
    private final EndDelivery deliveries;
    private final int concurrency;

    SendEmail(Notifications notifications, Contacts contacts, PostEmail post, EndDelivery deliveries, int concurrency) {
        this.notifications = notifications;
        this.contacts = contacts;
        this.post = post;
        this.deliveries = deliveries;
        this.concurrency = concurrency;
    }

    @Override
    public String kind() {
        return CHANNEL;
    }

    @Override
    public Class<DeliveryRequested> payloadType() {
        return DeliveryRequested.class;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Completion perform(RequestedEffect<DeliveryRequested> effect) throws MailNotTaken {
        Optional<Notification> found = notifications.find(effect.payload().notificationId());
        if (found.isEmpty()) {
            // erased together with its guest
            return () -> {};
        }
        Notification notification = found.get();
        Contact contact = contacts.find(notification.userId()).orElse(null);
        Outcome outcome = outcome(notification, EmailConsent.of(contact, notification.category()));
        return () -> deliveries.end(notification, CHANNEL, outcome);
    }

    @Override
    public void onGivenUp(RequestedEffect<DeliveryRequested> effect, String cause) {
        Outcome outcome = new Outcome.Failed("email: given up: " + Refusal.clean(cause));
        notifications
                .find(effect.payload().notificationId())
                .ifPresent(notification -> deliveries.end(notification, CHANNEL, outcome));
    }

    private Outcome outcome(Notification notification, EmailConsent consent) throws MailNotTaken {
        return switch (consent) {
            case EmailConsent.Refused refused -> new Outcome.Suppressed(refused.reason());
            case EmailConsent.Given given -> posted(Email.of(notification, given));
        };
    }

    private Outcome posted(Email email) throws MailNotTaken {
        Refusal refusal = post.post(email);
        if (refusal == null) {
            return new Outcome.Sent();
        }
        if (refusal.isFinal()) {
            return new Outcome.Failed(refusal.reason());
        }
        throw new MailNotTaken(refusal.reason());
    }
}
