package dev.concierge.journey;

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

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
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

    /** A view of the others. */
    @Override
    public Set<String> leftOut() {
        return Set.of("all_runs");
    }

    @Test
    void aGuestsRecordsAreReadPageByPage() throws Exception {
        String guest = UUID.randomUUID().toString();
        jdbc.sql(
                        "INSERT INTO advances (user_id, run_id, advance_id, at, steps) VALUES (?, gen_random_uuid(), gen_random_uuid(), now(), '[]')")
                .param(guest)
                .update();
        jdbc.sql(
                        "INSERT INTO refusals VALUES (?, 'a', 'cap', 1, now(), now(), gen_random_uuid()), (?, 'a', 'once', 1, now(), now(), gen_random_uuid())")
                .params(guest, guest)
                .update();

        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("kind").asString())
                .containsExactly("timelines", "refusals", "refusals");
    }
}
