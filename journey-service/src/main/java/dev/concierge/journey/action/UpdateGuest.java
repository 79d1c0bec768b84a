package dev.concierge.journey.action;

import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;

/** Sets attributes of a guest at user-service; setting them again changes nothing. */
@Component
class UpdateGuest implements EffectHandler<UpdateGuest.Update> {
    private static final Logger log = LoggerFactory.getLogger(UpdateGuest.class);
    private static final String KIND = "journey.update-user";

    private final Users users;

    UpdateGuest(Users users) {
        this.users = users;
    }

    record Update(UserId userId, JsonNode attributes) {}

    static Request request(UUID id, UserId userId, JsonNode attributes) {
        return new Request(id, KIND, new Update(userId, attributes));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Update> payloadType() {
        return Update.class;
    }

    @Override
    public Completion perform(RequestedEffect<Update> effect) {
        Update update = effect.payload();
        try {
            users.patch(update.userId().value(), Map.of("attributes", update.attributes()));
        } catch (HttpClientErrorException refused) {
            log.warn("user-service refused attributes of a guest ({}); they stay as they are", refused.getStatusCode());
        }
        return () -> {};
    }

    @Override
    public void onGivenUp(RequestedEffect<Update> effect, String cause) {
        log.error("The attributes that effect {} sets stay as they are: {}", effect.id(), cause);
    }
}
