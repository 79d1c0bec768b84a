package dev.concierge.datemaker.meet;

import dev.concierge.datemaker.call.Call;
import dev.concierge.datemaker.call.OwnRooms;
import dev.concierge.datemaker.call.Rooms;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.id.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Spaces of Google Meet, each for one call and never for a second pair. Where none is ready, as quotas are small and
 * Google may be away, the call takes place in our own room: no pair waits for Google.
 */
@OnMeet
@Component
class MeetRooms implements Rooms {
    private final Rooms ownRooms = new OwnRooms();
    private final Spaces spaces;
    private final Effects effects;
    private final Counter missing;

    MeetRooms(Spaces spaces, Effects effects, MeterRegistry meters) {
        this.spaces = spaces;
        this.effects = effects;
        this.missing = Counter.builder("datemaker.meet.spaces.missing")
                .description("Calls in our own rooms, as no space of Google Meet was ready")
                .register(meters);
    }

    @Override
    public String open(UUID call) {
        return spaces.take(call).orElseGet(() -> {
            missing.increment();
            return ownRooms.open(call);
        });
    }

    @Override
    public Optional<URI> elsewhere(String room) {
        return OwnRooms.isOwn(room) ? Optional.empty() : spaces.address(room);
    }

    /** Nobody stays in a space beyond their time, and who was there is read once Google knows. */
    @Override
    public void close(Collection<Call> calls) {
        for (Call call : calls) {
            if (!OwnRooms.isOwn(call.room())) {
                effects.request(
                        Ids.derived(call.id(), EndConference.KIND),
                        EndConference.KIND,
                        call.id().toString(),
                        new EndConference.Over(call.room()));
                effects.request(
                        Ids.derived(call.id(), ReadParticipants.KIND),
                        ReadParticipants.KIND,
                        call.id().toString(),
                        new ReadParticipants.Held(call.event(), call.id(), call.room()));
            }
        }
    }
}
