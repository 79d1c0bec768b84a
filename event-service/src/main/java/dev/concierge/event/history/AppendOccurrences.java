package dev.concierge.event.history;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Occurrence.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stores what was never stored before: whatever a batch holds, it takes one read, one number and one COPY. A guest's
 * occurrences come to one worker in one order, under the fence of its position, so that between the read and the COPY
 * nobody stores the same.
 */
public final class AppendOccurrences {
    /** The step of the sequence: no batch is larger. */
    private static final int STEP = 100_000;

    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final String ERASED = "SELECT user_id FROM erased_guests WHERE user_id = ANY (?)";

    private static final String KNOWN = """
            SELECT user_id, event_id FROM user_events WHERE event_id = ANY (?) AND received_at >= ?
            UNION ALL SELECT user_id, event_id FROM deleted_events WHERE event_id = ANY (?)""";

    private final JdbcTemplate template;
    private final Clock clock;
    private final Duration idsKept;

    /** @param idsKept how long back a repetition is recognised */
    AppendOccurrences(JdbcTemplate template, Clock clock, Duration idsKept) {
        this.template = template;
        this.clock = clock;
        this.idsKept = idsKept;
    }

    /**
     * As {@link #append}, for what does not come in its guests' own order: no guest is erased until the transaction ends, so
     * that none is told of behind their erasure.
     */
    public Appended appendBeside(List<Occurrence> occurrences) {
        template.queryForList("SELECT pg_advisory_xact_lock_shared(" + History.ERASING + ")");
        return append(occurrences);
    }

    /** Called in the transaction of the batch. */
    public Appended append(List<Occurrence> occurrences) {
        List<Occurrence> repeated = new ArrayList<>();
        List<Occurrence> suppressed = new ArrayList<>();
        Map<Key, Occurrence> candidates = new LinkedHashMap<>();
        Set<String> erased = erased(occurrences);
        Instant now = clock.instant();
        for (Occurrence occurrence : occurrences) {
            if (erased.contains(occurrence.userId())) {
                suppressed.add(occurrence);
            } else if (candidates.putIfAbsent(occurrence.key(), occurrence) != null) {
                repeated.add(occurrence);
            }
        }
        Set<Key> known =
                known(candidates.keySet().stream().map(Key::eventId).distinct().toArray(UUID[]::new));
        List<Occurrence> fresh = new ArrayList<>();
        for (Occurrence candidate : candidates.values()) {
            boolean isKnown = known.contains(candidate.key()) || known.contains(new Key("", candidate.id()));
            (isKnown ? repeated : fresh).add(candidate);
        }
        return new Appended(
                stored(fresh.stream()
                        .map(occurrence -> received(occurrence, now))
                        .toList()),
                repeated,
                suppressed);
    }

    /**
     * Other producers may tell of any time of receipt; ours decides about the month, and the topics keep nothing longer
     * than ids are.
     */
    private Occurrence received(Occurrence occurrence, Instant now) {
        Instant received = occurrence.receivedAt();
        return received.isBefore(now.minus(idsKept)) || received.isAfter(now.plus(SKEW))
                ? occurrence.receivedAt(now)
                : occurrence;
    }

    private Set<String> erased(List<Occurrence> occurrences) {
        if (occurrences.isEmpty()) {
            return Set.of();
        }
        String[] guests =
                occurrences.stream().map(Occurrence::userId).distinct().toArray(String[]::new);
        return new HashSet<>(template.queryForList(ERASED, String.class, (Object) guests));
    }

    /** Of what was deleted before guests were noted the id alone is known: its guest is empty. */
    private Set<Key> known(UUID[] ids) {
        if (ids.length == 0) {
            return Set.of();
        }
        return new HashSet<>(template.query(
                KNOWN,
                (row, number) -> new Key(row.getString(1), row.getObject(2, UUID.class)),
                ids,
                clock.instant().minus(idsKept).atOffset(ZoneOffset.UTC),
                ids));
    }

    private List<StoredOccurrence> stored(List<Occurrence> fresh) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        if (fresh.size() > STEP) {
            throw new IllegalArgumentException(fresh.size() + " occurrences (expected: at most " + STEP + ")");
        }
        long seq = number();
        List<StoredOccurrence> stored = new ArrayList<>(fresh.size());
        for (Occurrence occurrence : fresh) {
            stored.add(new StoredOccurrence(occurrence, seq++));
        }
        template.execute((ConnectionCallback<@Nullable Void>) connection -> copy(connection, stored));
        return stored;
    }

    private long number() {
        Long number = template.queryForObject("SELECT nextval('user_events_batch')", Long.class);
        return number == null ? 0 : number;
    }

    private static @Nullable Void copy(Connection connection, List<StoredOccurrence> stored) throws SQLException {
        CopyRows rows = new CopyRows();
        stored.forEach(rows::add);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(CopyRows.STATEMENT, rows.asStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return null;
    }

    /**
     * What became of a batch.
     *
     * @param stored for the first time, in the given order
     * @param repeated was stored, or deleted, before; as they were given
     * @param suppressed of guests who were erased; as they were given
     */
    public record Appended(List<StoredOccurrence> stored, List<Occurrence> repeated, List<Occurrence> suppressed) {}
}
