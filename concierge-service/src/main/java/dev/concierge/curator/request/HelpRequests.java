package dev.concierge.curator.request;

import dev.concierge.curator.interaction.PersonalData;
import dev.concierge.curator.item.Capacity;
import dev.concierge.curator.request.HelpRequest.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what was asked. */
@Repository
class HelpRequests implements PersonalData {
    private final JdbcClient jdbc;

    HelpRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(HelpRequest request) {
        jdbc.sql("""
                        INSERT INTO help_requests (request_id, asker, helper, capacity, share, message, status, expires_at, asked_at)
                        VALUES (:id, :from, :to, :capacity, :share, :message, :status, :expires, :asked)
                        """)
                .param("id", request.helpRequestId())
                .param("from", request.from())
                .param("to", request.to())
                .param("capacity", request.capacity().wireName())
                .param("share", request.shareBasisPoints())
                .param("message", request.message())
                .param("status", request.status().name())
                .param("expires", Timestamp.from(request.expiresAt()))
                .param("asked", Timestamp.from(request.askedAt()))
                .update();
    }

    Optional<HelpRequest> find(UUID id) {
        return jdbc.sql("SELECT * FROM help_requests WHERE request_id = ?")
                .param(id)
                .query(HelpRequests::request)
                .optional();
    }

    /** Until the transaction ends. */
    Optional<HelpRequest> lock(UUID id) {
        return jdbc.sql("SELECT * FROM help_requests WHERE request_id = ? FOR UPDATE")
                .param(id)
                .query(HelpRequests::request)
                .optional();
    }

    void decide(HelpRequest request) {
        jdbc.sql("UPDATE help_requests SET status = ?, job = ?, decided_at = ? WHERE request_id = ?")
                .param(request.status().name())
                .param(request.jobRequestId())
                .param(Timestamp.from(Objects.requireNonNull(request.decidedAt())))
                .param(request.helpRequestId())
                .update();
    }

    /** Ends those whose time is over, at most so many. */
    List<HelpRequest> expire(Instant now, int most) {
        return jdbc.sql("""
                        UPDATE help_requests SET status = 'EXPIRED', decided_at = :now WHERE request_id IN (
                            SELECT request_id FROM help_requests WHERE status = 'ASKED' AND expires_at <= :now
                            ORDER BY expires_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(HelpRequests::request)
                .list();
    }

    /**
     * Newest first, one more than {@code limit} when there are more.
     *
     * @param party who asked or was asked; null for everybody's
     */
    List<HelpRequest> list(
            @Nullable String party,
            @Nullable String from,
            @Nullable String to,
            @Nullable Status status,
            UUID before,
            int limit) {
        return jdbc.sql("""
                        SELECT * FROM help_requests
                        WHERE request_id < :before AND (:party::text IS NULL OR asker = :party OR helper = :party)
                          AND (:from::text IS NULL OR asker = :from) AND (:to::text IS NULL OR helper = :to)
                          AND (:status::text IS NULL OR status = :status)
                        ORDER BY request_id DESC LIMIT :limit
                        """)
                .param("before", before)
                .param("party", party)
                .param("from", from)
                .param("to", to)
                .param("status", status == null ? null : status.name())
                .param("limit", limit + 1)
                .query(HelpRequests::request)
                .list();
    }

    @Override
    public void erase(String guest) {
        jdbc.sql("DELETE FROM help_requests WHERE asker = :guest OR helper = :guest")
                .param("guest", guest)
                .update();
    }

    private static HelpRequest request(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new HelpRequest(
                row.getObject("request_id", UUID.class),
                row.getString("asker"),
                row.getString("helper"),
                Capacity.of(row.getString("capacity")),
                row.getObject("share", Integer.class),
                row.getString("message"),
                Status.valueOf(row.getString("status")),
                row.getObject("job", UUID.class),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("asked_at").toInstant(),
                decided == null ? null : decided.toInstant());
    }
}
