package dev.concierge.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.PersonalRecordRules;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest(topics = {"items", "date-events", "interactions", "journey-definitions", "users"})
class PersonalRecordsFlowTests implements PersonalRecordRules {
    @Autowired
    private PersonalRecords records;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @Override
    public List<String> selects() {
        return records.kinds().stream().map(PersonalRecords.Kind::rows).toList();
    }

    @Override
    public Set<String> columnsOfGuests() {
        return Set.of("user_id", "guest");
    }

    @Test
    void aGuestsRecordsAreReadPageByPage() throws Exception {
        String guest = UUID.randomUUID().toString();
        for (int number = 0; number < 2; number++) {
            jdbc.sql("""
                    INSERT INTO assistant_memories VALUES (gen_random_uuid(), CAST(? AS uuid), 'likes wine', 'guest', now())
                    """).param(guest).update();
        }
        jdbc.sql("INSERT INTO acts VALUES (CAST(? AS uuid), current_date, gen_random_uuid(), 'VIEW', 1, now())")
                .param(guest)
                .update();

        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("kind").asString())
                .containsExactly("memories", "memories", "acts");
    }
}
