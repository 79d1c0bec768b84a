package dev.concierge.datemaker;

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

@FlowTest(topics = {"bookings", "notifications", "users"})
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
        return Set.of("user_id", "one");
    }

    /** Keys that open pages and calls: whoever has one is the guest. */
    @Override
    public Set<String> leftOut() {
        return Set.of("call_links", "guest_pages");
    }

    @Test
    void aGuestsRecordsAreReadPageByPage() throws Exception {
        String guest = UUID.randomUUID().toString();
        UUID event = UUID.randomUUID();
        jdbc.sql("INSERT INTO dating_events (id, start_dttm) VALUES (?, now() + interval '1 year')")
                .param(event)
                .update();
        jdbc.sql(
                        "INSERT INTO registrations (event_id, user_id, status, registered_at) VALUES (?, CAST(? AS uuid), 'x', now())")
                .params(event, guest)
                .update();
        jdbc.sql("INSERT INTO choices VALUES (?, CAST(? AS uuid), gen_random_uuid(), true, 'kind', now())")
                .params(event, guest)
                .update();
        jdbc.sql("INSERT INTO choices VALUES (?, gen_random_uuid(), CAST(? AS uuid), false, 'of another', now())")
                .params(event, guest)
                .update();

        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("kind").asString())
                .containsExactly("registrations", "choices");
        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("data").path("note").asString())
                .doesNotContain("of another");
    }
}
