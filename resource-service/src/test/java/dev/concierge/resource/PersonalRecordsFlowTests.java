package dev.concierge.resource;

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

@FlowTest(topics = "users")
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

    /** Ids of guests who are gone. */
    @Override
    public Set<String> leftOut() {
        return Set.of("erased_guests");
    }

    @Test
    void aGuestsRecordsAreReadPageByPage() throws Exception {
        String guest = UUID.randomUUID().toString();
        for (int number = 0; number < 2; number++) {
            jdbc.sql("""
                    INSERT INTO guest_bookings VALUES (CAST(? AS uuid), gen_random_uuid(), 'bistro', 'main', gen_random_uuid(),
                        'Dinner', now(), now(), 'Europe/Berlin', 'CONFIRMED', 1)
                    """).param(guest).update();
        }

        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("data").path("title").asString())
                .containsExactly("Dinner", "Dinner");
    }
}
