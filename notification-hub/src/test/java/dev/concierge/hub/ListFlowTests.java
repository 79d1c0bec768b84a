package dev.concierge.hub;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest(topics = {"users", "notifications", "experience-jobs", "event-tails", "businesses"})
@Import(ListPlans.class)
class ListFlowTests implements ListRules {
    private static final int DELIVERIES = 2_000;

    @Autowired
    private JdbcClient jdbc;

    /** A page of them is read beside the notifications they are of; how, depends on there being more than a page. */
    @BeforeEach
    void manyDeliveriesHaveEnded() {
        UUID mark = UUID.fromString(UNKNOWN);
        if (jdbc.sql("SELECT EXISTS (SELECT FROM notification WHERE notification_id = ?)")
                .param(mark)
                .query(Boolean.class)
                .single()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO notification (notification_id, user_id, category, data, requested_at, received_at)
                SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'guest-' || n % 100, 'news',
                    '{}'::jsonb, now(), now()
                FROM generate_series(1, ?) AS n
                """).param(DELIVERIES).update();
        jdbc.sql("""
                INSERT INTO delivery (notification_id, channel, state, at)
                SELECT notification_id, 'email', 'sent', now() - random() * interval '30 days' FROM notification
                """).update();
        jdbc.sql("ANALYZE notification, delivery").update();
    }

    @Override
    public Map<String, String> readOtherwise() {
        return Map.of(
                "/ops/live/connections", "the sockets of this pod, which are in its memory",
                "/ops/live/topics", "the topics of this pod's sockets, which are in its memory");
    }
}
