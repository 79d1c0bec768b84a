package dev.concierge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.testsupport.PersonalRecordRules;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class PersonalRecordsFlowTests extends HubFlow implements PersonalRecordRules {
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

    @Test
    void aGuestsRecordsAreReadPageByPage() throws Exception {
        String guest = UUID.randomUUID().toString();
        UUID notification = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO notification (notification_id, user_id, category, data, requested_at, received_at)
                VALUES (?, ?, 'news', '{}', now(), now())
                """).params(notification, guest).update();
        jdbc.sql(
                        "INSERT INTO delivery (notification_id, channel, state, at) VALUES (?, 'email', 'sent', now()), (?, 'push', 'sent', now())")
                .params(notification, notification)
                .update();

        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("kind").asString() + " "
                        + record.path("data").path("channel").asString())
                .containsExactly("notifications ", "deliveries email", "deliveries push");
    }
}
