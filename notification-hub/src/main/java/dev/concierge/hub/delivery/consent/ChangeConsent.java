package dev.concierge.hub.delivery.consent;

import dev.concierge.hub.delivery.contact.Contacts;
import dev.concierge.hub.delivery.contact.Users;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;

/** Obeys at once what was said of a guest's wish, and tells user-service, which keeps the record. */
public final class ChangeConsent implements EffectHandler<ChangeConsent.Said> {
    private static final Logger log = LoggerFactory.getLogger(ChangeConsent.class);
    private static final String KIND = "consent";
    private static final Duration PATIENCE = Duration.ofDays(30);

    private final Objections objections;
    private final Effects effects;
    private final Users users;
    private final Contacts contacts;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    ChangeConsent(
            Objections objections,
            Effects effects,
            Users users,
            Contacts contacts,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.objections = objections;
        this.effects = effects;
        this.users = users;
        this.contacts = contacts;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** What was said, until user-service has it. */
    record Said(UUID objectionId, String channel, String wish, boolean given, String source, Instant at) {}

    /** Returns when it is on record: no mail that is decided about later goes out against it. */
    public void change(String userId, String channel, String wish, boolean given, String source) {
        changeAt(userId, channel, wish, given, source, clock.instant());
    }

    /** The same for what was said before. */
    public void changeAt(String userId, String channel, String wish, boolean given, String source, Instant saidAt) {
        UUID id = ids.next();
        transaction.executeWithoutResult(_ -> {
            Objection objection = new Objection(channel, wish);
            if (given) {
                objections.remove(userId, objection, saidAt);
            } else {
                objections.add(id, userId, objection, saidAt);
            }
            effects.request(id, KIND, userId, new Said(id, channel, wish, given, source, saidAt));
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Said> payloadType() {
        return Said.class;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Completion perform(RequestedEffect<Said> effect) {
        Said said = effect.payload();
        try {
            long version = users.record(
                            effect.key(),
                            new Users.Consent(said.channel(), said.wish(), said.given(), said.source(), said.at()))
                    .version();
            return () -> {
                contacts.forget(effect.key(), version);
                objections.remove(said.objectionId());
            };
        } catch (HttpClientErrorException.NotFound gone) {
            return () -> objections.purge(effect.key());
        }
    }

    /** The objection stays and is obeyed here. */
    @Override
    public void onGivenUp(RequestedEffect<Said> effect, String cause) {
        log.error("user-service has not taken consent {} of a guest: {}", effect.id(), cause);
    }
}
