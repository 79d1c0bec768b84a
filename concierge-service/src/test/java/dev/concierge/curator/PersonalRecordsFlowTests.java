package dev.concierge.curator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.records.PersonalRecords;
import dev.concierge.platform.records.ReadPersonalRecords;
import dev.concierge.platform.records.ReadPersonalRecords.PersonalRecord;
import dev.concierge.testsupport.FlowTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@FlowTest
class PersonalRecordsFlowTests {
    @Autowired
    private PersonalRecords records;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Test
    void everyTableThatKnowsGuestsIsRead() {
        List<String> tables = jdbc.sql("""
                SELECT DISTINCT c.table_name FROM information_schema.columns c
                    JOIN pg_class t ON t.relname = c.table_name AND NOT t.relispartition
                WHERE c.table_schema = 'public' AND c.column_name IN ('guest', 'owner', 'actor', 'asker', 'uploader')
                """)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();

        assertThat(tables)
                .allMatch(table ->
                        records.kinds().stream().anyMatch(kind -> kind.rows().matches("(?s).*\\b" + table + "\\b.*")));
    }

    @Test
    void aGuestsRecordsAreReadPageByPage() {
        String guest = UUID.randomUUID().toString();
        jdbc.sql("""
                INSERT INTO items (item_id, type, title, description, tags, attributes, saved_at, visibility, owner, shared_with)
                VALUES (gen_random_uuid(), 'gem', 'Own', '', '{}', '{}', now(), 'private', ?, '{}'),
                    (gen_random_uuid(), 'gem', 'Shared', '', '{}', '{}', now(), 'shared', 'another', ARRAY[CAST(? AS text)])
                """).params(guest, guest).update();
        jdbc.sql("INSERT INTO interactions VALUES (gen_random_uuid(), ?, gen_random_uuid(), 'VIEW', now())")
                .param(guest)
                .update();

        assertThat(read(guest))
                .extracting(record ->
                        record.kind() + " " + record.data().path("title").asString())
                .containsExactly("items Own", "itemsShared Shared", "interactions ");
    }

    private List<PersonalRecord> read(String guest) {
        ReadPersonalRecords read = new ReadPersonalRecords(jdbc, json);
        List<PersonalRecord> all = new ArrayList<>();
        PageRequest next = PageRequest.first(1);
        while (true) {
            Page<PersonalRecord> page = read.page(records, guest, next);
            all.addAll(page.items());
            if (page.next() == null) {
                return all;
            }
            next = next.at(page.next());
        }
    }
}
