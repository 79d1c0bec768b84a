package dev.concierge.curator;

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

@FlowTest
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
        return Set.of("guest", "owner", "actor", "asker", "uploader");
    }

    @Test
    void aGuestsRecordsAreReadPageByPage() throws Exception {
        String guest = UUID.randomUUID().toString();
        jdbc.sql("""
                INSERT INTO items (item_id, type, title, description, tags, attributes, saved_at, visibility, owner, shared_with)
                VALUES (gen_random_uuid(), 'gem', 'Own', '', '{}', '{}', now(), 'private', ?, '{}'),
                    (gen_random_uuid(), 'gem', 'Shared', '', '{}', '{}', now(), 'shared', 'another', ARRAY[CAST(? AS text)])
                """).params(guest, guest).update();
        jdbc.sql("INSERT INTO interactions VALUES (gen_random_uuid(), ?, gen_random_uuid(), 'VIEW', now())")
                .param(guest)
                .update();

        assertThat(PersonalRecordRules.told(context, guest))
                .extracting(record -> record.path("kind").asString() + " "
                        + record.path("data").path("title").asString())
                .containsExactly("items Own", "itemsShared Shared", "interactions ");
    }
}
