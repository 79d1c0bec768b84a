package dev.concierge.journey.run.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what happened to each run, and why: a row for each advance, with the steps it took. */
@Repository
public class Timelines {
    private static final TypeReference<List<Written>> STEPS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Replica replica;
    private final JsonMapper json = JsonMapper.shared();

    Timelines(JdbcClient jdbc, Replica replica) {
        this.jdbc = jdbc;
        this.replica = replica;
    }

    private record Written(
            String what,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String node,

            JsonNode detail) {
        static Written of(Step step, JsonMapper json) {
            NodeId node = step.node();
            return new Written(
                    step.what().name().toLowerCase(Locale.ROOT),
                    node == null ? null : node.value(),
                    json.valueToTree(step.detail()));
        }
    }

    /** Writes advances down in order; one that was written before, as its first step says, stays as it is. */
    public void add(Collection<TakenSteps> advances, Instant at) {
        if (advances.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO advances (user_id, run_id, advance_id, at, steps)
                SELECT user_id, run_id, advance_id, :at, steps::json
                FROM unnest(:guests, :runIds, :ids, :steps)
                     WITH ORDINALITY AS advance (user_id, run_id, advance_id, steps, place)
                ORDER BY place
                ON CONFLICT DO NOTHING
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "guests",
                        column("text", advances, taken -> taken.userId().value()))
                .param("runIds", column("uuid", advances, taken -> taken.runId().value()))
                .param(
                        "ids",
                        column(
                                "uuid",
                                advances,
                                taken -> taken.steps().getFirst().id()))
                .param(
                        "steps",
                        column(
                                "text",
                                advances,
                                taken -> json.writeValueAsString(taken.steps().stream()
                                        .map(step -> Written.of(step, json))
                                        .toList())))
                .update();
    }

    /** Forgets a bounded number of advances from before {@code limit}, of runs under way too; how many. */
    int forgetBefore(Instant limit, int step) {
        return jdbc.sql("""
                DELETE FROM advances WHERE (user_id, run_id, advance_id) IN (
                    SELECT user_id, run_id, advance_id FROM advances WHERE at < :limit LIMIT :step)
                """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("step", step)
                .update();
    }

    /**
     * Steps in their order, one more than {@code limit} when there are more.
     *
     * @param after where the last one was seen; null for the first page
     */
    public List<TimelineEntry> list(RunOfGuest run, @Nullable Position after, int limit) {
        return replica
                .jdbc()
                .sql("""
                        SELECT position, at, steps FROM advances
                        WHERE user_id = :guest AND run_id = :runId AND position >= :from ORDER BY position LIMIT :limit
                        """)
                .param("guest", run.userId().value())
                .param("runId", run.runId().value())
                .param("from", after == null ? 0L : after.advance())
                .param("limit", limit + 2) // each has a step at least, and those of the first may have been seen
                .query((row, _) ->
                        entries(row.getLong("position"), row.getTimestamp("at").toInstant(), row.getString("steps")))
                .list()
                .stream()
                .flatMap(List::stream)
                .filter(entry -> after == null || entry.position().isAfter(after))
                .limit(limit + 1L)
                .toList();
    }

    /** Where a list was left: at which advance, and which of its steps. */
    public record Position(long advance, long step) {
        boolean isAfter(Position other) {
            return advance > other.advance || advance == other.advance && step > other.step;
        }
    }

    private List<TimelineEntry> entries(long advance, Instant at, String steps) {
        List<TimelineEntry> entries = new ArrayList<>();
        for (Written step : json.readValue(steps, STEPS)) {
            Position position = new Position(advance, entries.size());
            entries.add(new TimelineEntry(position, at, step.node(), step.what(), step.detail()));
        }
        return entries;
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, @Nullable Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
