package dev.concierge.datemaker.meet;

import com.google.api.services.meet.v2.Meet;
import com.google.api.services.meet.v2.model.Space;
import com.google.api.services.meet.v2.model.SpaceConfig;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes a space that whoever has its address may enter: guests have no accounts that Google knows. */
@OnMeet
@Component
class MakeSpace implements EffectHandler<MakeSpace.Wanted> {
    static final String KIND = "meet.make-space";

    private static final Logger log = LoggerFactory.getLogger(MakeSpace.class);

    private final Meet meet;
    private final Spaces spaces;

    MakeSpace(Meet meet, Spaces spaces) {
        this.meet = meet;
        this.spaces = spaces;
    }

    record Wanted(Instant askedAt) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Wanted> payloadType() {
        return Wanted.class;
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Completion perform(RequestedEffect<Wanted> effect) throws IOException {
        Space made = meet.spaces()
                .create(new Space()
                        .setConfig(new SpaceConfig().setAccessType("OPEN").setEntryPointAccess("ALL")))
                .execute();
        return () -> spaces.made(effect.id(), made.getName(), made.getMeetingUri());
    }

    @Override
    public void onGivenUp(RequestedEffect<Wanted> effect, String cause) {
        log.warn("Google Meet makes no space, calls take place in our own rooms: {}", cause);
        spaces.forget(effect.id());
    }
}
