package dev.concierge.curator.curation;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.security.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes a curation for a guest and keeps what it is made of. */
@Component
class MakeCuration {
    private final ReadPersona readPersona;
    private final GatherInputs gatherInputs;
    private final Curations curations;
    private final Ids ids;
    private final Clock clock;
    private final Timer made;
    private final Counter shown;
    private final Counter explored;

    MakeCuration(
            ReadPersona readPersona,
            GatherInputs gatherInputs,
            Curations curations,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.readPersona = readPersona;
        this.gatherInputs = gatherInputs;
        this.curations = curations;
        this.ids = ids;
        this.clock = clock;
        this.made = Timer.builder("curator.curations.made")
                .description("how long it takes to make a curation")
                .publishPercentileHistogram()
                .register(meters);
        this.shown = Counter.builder("curator.places")
                .description("places in curations")
                .register(meters);
        this.explored = Counter.builder("curator.places.explored")
                .description("places given to items to find out whether they suit")
                .register(meters);
    }

    @SuppressWarnings("NullAway") // the action answers an id
    UUID make(Caller caller, String guest, AskForCuration asked) {
        return made.record(() -> {
            Instant now = clock.instant();
            Map<String, Double> affinities = readPersona.of(guest);
            UUID id = ids.next();
            long seed = id.getLeastSignificantBits();
            Inputs inputs = gatherInputs.gather(caller, guest, asked, affinities, now);
            Curation curation = Curation.of(id, guest, now, inputs, seed);
            curations.add(curation, inputs, caller.subject(), seed);
            shown.increment(curation.places().size());
            explored.increment(
                    curation.places().stream().filter(Place::explored).count());
            return id;
        });
    }
}
