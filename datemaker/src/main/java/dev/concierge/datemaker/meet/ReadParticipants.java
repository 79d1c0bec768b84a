package dev.concierge.datemaker.meet;

import com.google.api.services.meet.v2.Meet;
import com.google.api.services.meet.v2.model.ConferenceRecord;
import com.google.api.services.meet.v2.model.Participant;
import dev.concierge.datemaker.history.EventLog;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes into the event's log who Google says was in a call, and from when to when. It knows that some time after the end. */
@OnMeet
@Component
class ReadParticipants implements EffectHandler<ReadParticipants.Held> {
    static final String KIND = "meet.read-participants";

    private static final Logger log = LoggerFactory.getLogger(ReadParticipants.class);

    private final Meet meet;
    private final EventLog history;
    private final Clock clock;

    ReadParticipants(Meet meet, EventLog history, Clock clock) {
        this.meet = meet;
        this.history = history;
        this.clock = clock;
    }

    record Held(UUID event, UUID call, String space) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Held> payloadType() {
        return Held.class;
    }

    @Override
    public Duration patience() {
        return Duration.ofHours(2);
    }

    @Override
    public Completion perform(RequestedEffect<Held> effect) throws IOException {
        Held held = effect.payload();
        List<ConferenceRecord> records = Objects.requireNonNullElse(
                meet.conferenceRecords()
                        .list()
                        .setFilter("space.name = \"" + held.space() + "\"")
                        .execute()
                        .getConferenceRecords(),
                List.of());
        if (records.stream().anyMatch(one -> one.getEndTime() == null)) {
            throw new IOException(held.space() + " has not ended yet");
        }
        List<Participant> participants = new ArrayList<>();
        for (ConferenceRecord one : records) {
            participants.addAll(Objects.requireNonNullElse(
                    meet.conferenceRecords()
                            .participants()
                            .list(one.getName())
                            .execute()
                            .getParticipants(),
                    List.of()));
        }
        return () -> participants.forEach(participant -> note(held, participant));
    }

    /** Whom it was Google does not tell: names that guests give themselves are not kept. */
    private void note(Held held, Participant participant) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("call_id", held.call().toString());
        put(detail, "participant", participant.getName());
        put(detail, "from", participant.getEarliestStartTime());
        put(detail, "to", participant.getLatestEndTime());
        history.note(held.event(), clock.instant(), "meet-participant", null, detail);
    }

    private static void put(Map<String, Object> detail, String name, @Nullable String value) {
        if (value != null) {
            detail.put(name, value);
        }
    }

    @Override
    public void onGivenUp(RequestedEffect<Held> effect, String cause) {
        log.info("Who was in {} is not known: {}", effect.payload().space(), cause);
    }
}
