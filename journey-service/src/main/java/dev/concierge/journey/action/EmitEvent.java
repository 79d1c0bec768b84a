package dev.concierge.journey.action;

import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;

/** Tells event-service that something happened to a guest; told again it is the same event, by its key. */
@Component
class EmitEvent implements EffectHandler<EmitEvent.Happened> {
    private static final Logger log = LoggerFactory.getLogger(EmitEvent.class);
    private static final String KIND = "journey.emit";

    private final Events events;

    EmitEvent(Events events) {
        this.events = events;
    }

    record Happened(UserId userId, String event, JsonNode attributes, Instant at) {}

    static Request request(UUID id, UserId userId, String event, JsonNode attributes, Instant at) {
        return new Request(id, KIND, new Happened(userId, event, attributes, at));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Happened> payloadType() {
        return Happened.class;
    }

    @Override
    public Completion perform(RequestedEffect<Happened> effect) {
        Happened happened = effect.payload();
        try {
            events.tell(
                    effect.id().toString(),
                    Map.of(
                            "userId", happened.userId().value(),
                            "eventName", happened.event(),
                            "eventTime", happened.at().toString(),
                            "attributes", happened.attributes()));
        } catch (HttpClientErrorException refused) {
            log.warn(
                    "event-service refused event {} ({}); it has not happened",
                    happened.event(),
                    refused.getStatusCode());
        }
        return () -> {};
    }

    @Override
    public void onGivenUp(RequestedEffect<Happened> effect, String cause) {
        log.error("Event {} was not told: {}", effect.payload().event(), cause);
    }
}
