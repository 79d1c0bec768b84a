package dev.concierge.datemaker.meet;

import com.google.api.services.meet.v2.Meet;
import com.google.api.services.meet.v2.model.EndActiveConferenceRequest;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends a call by force; a space without a conference is as well ended. */
@OnMeet
@Component
class EndConference implements EffectHandler<EndConference.Over> {
    static final String KIND = "meet.end-conference";

    private static final Logger log = LoggerFactory.getLogger(EndConference.class);

    private final Meet meet;

    EndConference(Meet meet) {
        this.meet = meet;
    }

    /** @param space Google's name of it, {@code spaces/…} */
    record Over(String space) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Over> payloadType() {
        return Over.class;
    }

    /** All calls of a round end at one instant. */
    @Override
    public int concurrency() {
        return 16;
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Completion perform(RequestedEffect<Over> effect) throws IOException {
        meet.spaces()
                .endActiveConference(effect.payload().space(), new EndActiveConferenceRequest())
                .execute();
        return () -> {};
    }

    @Override
    public void onGivenUp(RequestedEffect<Over> effect, String cause) {
        log.warn("The conference in {} was not ended: {}", effect.payload().space(), cause);
    }
}
