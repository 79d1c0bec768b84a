package dev.concierge.event.definition;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.outbox.Outbox;
import java.util.List;
import java.util.UUID;

/** Takes over what journeys listen to, and says so: a journey turns live on the echo. */
final class ListeningJourneys implements Subscription {
    private final Definitions definitions;
    private final ListeningVersion version;
    private final Outbox outbox;

    ListeningJourneys(Definitions definitions, ListeningVersion version, Outbox outbox) {
        this.definitions = definitions;
        this.version = version;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "definitions";
    }

    @Override
    public List<String> topics() {
        return List.of("journey-definitions");
    }

    @Override
    public boolean compacted() {
        return true;
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        batch.forEach(this::on);
        version.raise();
    }

    private void on(ReceivedMessage message) {
        if (message.body().bytes() == null) {
            definitions.withdraw(message.key(), message.time());
        } else if (message.type().equals("journey.listening")) {
            JourneyListening listening = message.as(JourneyListening.class);
            if (definitions.save(listening.toDefinition(), message.time())) {
                UUID armedId = Ids.derived(Numbers.uuid(message.id()), "journey.armed");
                outbox.append(new JourneyArmed(listening.journeyId(), listening.version()).toMessage(armedId));
            }
        }
    }

    /** {@code journey.armed}: from now on every occurrence is matched with this version. */
    record JourneyArmed(String journeyId, int version) {
        OutgoingMessage toMessage(UUID id) {
            return new OutgoingMessage(id, "journey-triggers", journeyId, "journey.armed", this);
        }
    }
}
