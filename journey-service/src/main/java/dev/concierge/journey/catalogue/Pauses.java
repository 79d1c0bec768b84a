package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Circumstances.Pause;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Which journeys are paused. Mostly none is, so which might be is read once in a while only; those that might be are
 * locked until the batch ends, so that nothing is put aside after everything put aside was taken up again.
 */
@Component
public class Pauses {
    /** By the process' own time: so long a pause may take to be noticed. */
    private static final long NOTICED_AFTER_NANOS = Duration.ofMillis(500).toNanos();

    private final JdbcClient jdbc;
    private volatile Noticed noticed = new Noticed(Set.of(), System.nanoTime() - NOTICED_AFTER_NANOS);

    private record Noticed(Set<String> journeys, long at) {}

    Pauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these journeys that are paused, and how; called in the transaction of a batch. */
    public Map<JourneyId, Pause> of(Collection<JourneyId> journeys) {
        Set<String> paused = paused();
        List<String> asked = journeys.stream()
                .map(JourneyId::value)
                .filter(paused::contains)
                .distinct()
                .sorted()
                .toList();
        Map<JourneyId, Pause> found = new HashMap<>();
        if (!asked.isEmpty()) {
            jdbc.sql("""
                    SELECT journey_id, pause FROM journeys
                    WHERE journey_id = ANY(:ids) AND state = 'paused' ORDER BY journey_id FOR SHARE
                    """)
                    .param("ids", new SqlArrayValue("text", asked.toArray()))
                    .query(row -> {
                        found.put(
                                new JourneyId(row.getString("journey_id")),
                                PausePolicy.read(row.getString("pause")).pause());
                    });
        }
        return found;
    }

    private Set<String> paused() {
        Noticed known = noticed;
        if (System.nanoTime() - known.at() >= NOTICED_AFTER_NANOS) {
            known = new Noticed(
                    Set.copyOf(jdbc.sql("SELECT journey_id FROM journeys WHERE state = 'paused'")
                            .query(String.class)
                            .list()),
                    System.nanoTime());
            noticed = known;
        }
        return known.journeys();
    }
}
