package dev.concierge.datemaker;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest(topics = {"bookings", "notifications", "users"})
@Import(ListPlans.class)
class ListFlowTests implements ListRules {
    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void thereIsAnEventThatIsOver() {
        jdbc.sql("""
                insert into dating_events (id, start_dttm, state_id, step, due_at)
                values (cast(? as uuid), now() - interval '1 day', 4, 'RESULT', null) on conflict do nothing
                """).param(UNKNOWN).update();
    }

    @Override
    public Map<String, String> readOtherwise() {
        return Map.of("/dating/events?state", "it walks from now on: events to come are few");
    }
}
