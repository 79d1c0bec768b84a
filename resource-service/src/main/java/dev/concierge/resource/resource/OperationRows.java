package dev.concierge.resource.resource;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.type.ResourceType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was asked of one business' resources, and how it ended. */
final class OperationRows {
    private final JdbcClient jdbc;
    private final ResourceJson json;
    private final BusinessId business;

    OperationRows(JdbcClient jdbc, ResourceJson json, BusinessId business) {
        this.jdbc = jdbc;
        this.json = json;
        this.business = business;
    }

    /** False when the same request runs elsewhere at this moment. */
    boolean hold(String requestId) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 10))")
                .param(business + " " + requestId)
                .query(Boolean.class)
                .single();
    }

    Map<String, RecordedOperation> find(Collection<String> requestIds) {
        return jdbc
                .sql("select * from tenant.operations where business_id = ? and request_id = any (?)")
                .param(business.value())
                .param(requestIds.toArray(String[]::new))
                .query(this::operation)
                .list()
                .stream()
                .collect(Collectors.toMap(RecordedOperation::requestId, Function.identity()));
    }

    /** How many were written; what was pending is ended, what ended before stays. */
    int save(List<RecordedOperation> operations) {
        return jdbc.sql("""
                insert into tenant.operations as o (business_id, request_id, request_hash, location_id, resource_type,
                    resource_id, operation, status, version, problem, result, accepted_at, ended_at)
                select ?, * from unnest(?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                on conflict (business_id, request_id) do update
                set status = excluded.status, version = excluded.version, problem = excluded.problem,
                    result = excluded.result, ended_at = excluded.ended_at
                where o.status = 'pending' and o.request_hash = excluded.request_hash
                """)
                .param(business.value())
                .param(texts(operations, RecordedOperation::requestId))
                .param(operations.stream().map(RecordedOperation::hash).toArray(byte[][]::new))
                .param(texts(
                        operations,
                        operation -> operation.key().place().location().value()))
                .param(texts(operations, operation -> operation.key().type().value()))
                .param(texts(operations, operation -> operation.key().id().value()))
                .param(texts(operations, operation -> operation.verb().text()))
                .param(texts(operations, operation -> operation.status().text()))
                .param(operations.stream().map(RecordedOperation::version).toArray(Long[]::new))
                .param(texts(operations, operation -> written(operation.problem())))
                .param(texts(operations, operation -> written(operation.result())))
                .param(texts(operations, operation -> operation.acceptedAt().toString()))
                .param(texts(
                        operations,
                        operation -> operation.endedAt() == null
                                ? null
                                : operation.endedAt().toString()))
                .update();
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
