package dev.concierge.platform.records;

import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A service that says what it keeps of guests tells it to the fleet's own clients. */
@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean({PlatformSchema.class, PersonalRecords.class})
class PersonalRecordAutoConfiguration {
    @Bean
    PersonalRecordController personalRecordController(PersonalRecords records, JdbcClient jdbc, JsonMapper json) {
        return new PersonalRecordController(records, new ReadPersonalRecords(jdbc, json));
    }

    @Bean
    Access personalRecordAccess() {
        return new Access().allow(HttpMethod.GET, "/guests/records", Grant.service("records:read"));
    }
}
