package dev.concierge.event;

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

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
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
        jdbc.sql("SELECT make_events_month(date '2026-11-01')")
                .query((_, _) -> true)
                .list();
        for (int number = 0; number < 3; number++) {
            jdbc.sql("""
                    INSERT INTO user_events (event_at, received_at, seq, event_id, origin, user_id, event_name, attributes)
                    VALUES ('2026-11-20Z', '2026-11-20Z', 1, gen_random_uuid(), 'e', ?, ?, '{"seats": 2}')
                    """).params(guest, "booked-" + number).update();
        }
        jdbc.sql("INSERT INTO deleted_events VALUES (?, gen_random_uuid(), now())")
                .param(guest)
                .update();

        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("kind").asString() + " "
                        + record.path("data").path("eventName").asString())
                .containsExactly("events booked-0", "events booked-1", "events booked-2", "deletedEvents ");
    }
}
