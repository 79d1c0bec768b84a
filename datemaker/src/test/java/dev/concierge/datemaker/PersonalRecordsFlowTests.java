package dev.concierge.datemaker;

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

@FlowTest(topics = {"bookings", "notifications", "users"})
class PersonalRecordsFlowTests {
    /** Keys that open pages and calls: whoever has one is the guest. */
    private static final List<String> LEFT_OUT = List.of("call_links", "guest_pages");

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
                WHERE c.table_schema = 'public' AND c.column_name IN ('user_id', 'one')
                """)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();

        assertThat(tables)
                .filteredOn(table -> !LEFT_OUT.contains(table))
                .allMatch(table ->
                        records.kinds().stream().anyMatch(kind -> kind.rows().matches("(?s).*\\b" + table + "\\b.*")));
    }

    @Test
    void aGuestsRecordsAreReadPageByPage() {
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

        assertThat(read(guest)).extracting(PersonalRecord::kind).containsExactly("registrations", "choices");
        assertThat(read(guest))
                .extracting(record -> record.data().path("note").asString())
                .doesNotContain("of another");
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
