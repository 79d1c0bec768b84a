package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.type.ResourceType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was asked of one business' resources, and how it ended. */
final class OperationRows {
    private final Shard shard;
    private final ResourceJson json;
    private final BusinessId business;

    OperationRows(Shard shard, ResourceJson json, BusinessId business) {
        this.shard = shard;
        this.json = json;
        this.business = business;
    }

    /** False, once the round trip has run, when the same request runs elsewhere at this moment. */
    Supplier<Boolean> hold(RoundTrip trip, String requestId) {
        Supplier<List<Boolean>> held = trip.query(
                "select pg_try_advisory_xact_lock(hashtextextended(?, 10))",
                (row, _) -> row.getBoolean(1),
                business + " " + requestId);
        return () -> held.get().getFirst();
    }

    /** By request id, once the round trip has run. */
    Supplier<List<RecordedOperation>> find(RoundTrip trip, Collection<String> requestIds) {
        return trip.query(
                "select * from tenant.operations where business_id = ? and request_id = any (?)",
                this::operation,
                business.value(),
                requestIds.toArray(String[]::new));
    }

    Map<String, RecordedOperation> find(Collection<String> requestIds) {
        return shard
                .jdbc()
                .sql("select * from tenant.operations where business_id = ? and request_id = any (?)")
                .param(business.value())
                .param(requestIds.toArray(String[]::new))
                .query(this::operation)
                .list()
                .stream()
                .collect(Collectors.toMap(RecordedOperation::requestId, Function.identity()));
    }

    int save(List<RecordedOperation> operations) {
        RoundTrip trip = shard.roundTrip();
        IntSupplier saved = save(trip, operations);
        trip.run();
        return saved.getAsInt();
    }

    /** How many were written, once the round trip has run; what was pending is ended, what ended before stays. */
    IntSupplier save(RoundTrip trip, List<RecordedOperation> operations) {
        return trip.update(
                """
                insert into tenant.operations as o (business_id, request_id, request_hash, location_id, resource_type,
                    resource_id, operation, status, version, problem, result, accepted_at, ended_at)
                select ?, * from unnest(?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                on conflict (business_id, request_id) do update
                set status = excluded.status, version = excluded.version, problem = excluded.problem,
                    result = excluded.result, ended_at = excluded.ended_at
                where o.status = 'pending' and o.request_hash = excluded.request_hash
                """,
                business.value(),
                texts(operations, RecordedOperation::requestId),
                operations.stream().map(RecordedOperation::hash).toArray(byte[][]::new),
                texts(
                        operations,
                        operation -> operation.key().place().location().value()),
                texts(operations, operation -> operation.key().type().value()),
                texts(operations, operation -> operation.key().id().value()),
                texts(operations, operation -> operation.verb().text()),
                texts(operations, operation -> operation.status().text()),
                operations.stream().map(RecordedOperation::version).toArray(Long[]::new),
                texts(operations, operation -> written(operation.problem())),
                texts(operations, operation -> written(operation.result())),
                texts(operations, operation -> operation.acceptedAt().toString()),
                texts(
                        operations,
                        operation -> operation.endedAt() == null
                                ? null
                                : operation.endedAt().toString()));
    }

    private RecordedOperation operation(ResultSet row, int number) throws SQLException {
        long version = row.getLong("version");
        boolean hasVersion = !row.wasNull();
        Timestamp ended = row.getTimestamp("ended_at");
        return new RecordedOperation(
                row.getString("request_id"),
                row.getBytes("request_hash"),
                new ResourceKey(
                        new Place(business, new LocationId(row.getString("location_id"))),
                        new ResourceType(row.getString("resource_type")),
                        new ResourceId(row.getString("resource_id"))),
                Verb.of(row.getString("operation")).orElseThrow(),
                OperationStatus.of(row.getString("status")),
                hasVersion ? version : null,
                read(row.getString("problem")),
                read(row.getString("result")),
                row.getTimestamp("accepted_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private @Nullable String written(@Nullable JsonNode node) {
        return node == null ? null : json.write(node);
    }

    private @Nullable JsonNode read(@Nullable String text) {
        return text == null ? null : json.readData(text);
    }

    private static <T> @Nullable String[] texts(List<T> items, Function<T, @Nullable String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }
}
