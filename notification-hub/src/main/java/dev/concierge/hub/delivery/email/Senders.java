package dev.concierge.hub.delivery.email;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sender of each business, and ours for all that have none. */
class Senders {
    private final JdbcClient jdbc;
    private final String from;

    /** @param from of businesses without a sender of their own */
    Senders(JdbcClient jdbc, String from) {
        this.jdbc = jdbc;
        this.from = from;
    }

    Sender of(@Nullable String businessId) {
        return Optional.ofNullable(businessId).flatMap(this::find).orElseGet(() -> new Sender(from, null));
    }

    Optional<Sender> find(String businessId) {
        return find(businessId, "");
    }

    /** As it is until the transaction under way ends. */
    Optional<Sender> lock(String businessId) {
        return find(businessId, " FOR UPDATE");
    }

    private Optional<Sender> find(String businessId, String lock) {
        return jdbc.sql("SELECT from_address, reply_to FROM sender WHERE business_id = ?" + lock)
                .param(businessId)
                .query((row, _) -> new Sender(row.getString("from_address"), row.getString("reply_to")))
                .optional();
    }

    void put(String businessId, Sender sender) {
        jdbc.sql("""
                        INSERT INTO sender (business_id, from_address, reply_to) VALUES (?, ?, ?)
                        ON CONFLICT (business_id) DO UPDATE
                        SET from_address = excluded.from_address, reply_to = excluded.reply_to""")
                .params(Arrays.asList(businessId, sender.from(), sender.replyTo()))
                .update();
    }

    void remove(String businessId) {
        jdbc.sql("DELETE FROM sender WHERE business_id = ?").param(businessId).update();
    }

    /** Those of all businesses after one, in the order of their ids. */
    List<Named> after(@Nullable String businessId, int limit) {
        return jdbc.sql("""
                        SELECT business_id, from_address, reply_to FROM sender
                        WHERE :after::text IS NULL OR business_id > :after ORDER BY business_id LIMIT :limit""")
                .param("after", businessId)
                .param("limit", limit)
                .query((row, _) -> new Named(
                        row.getString("business_id"),
                        new Sender(row.getString("from_address"), row.getString("reply_to"))))
                .list();
    }

    record Named(String businessId, Sender sender) {}
}
