package dev.concierge.search.assistant.tool;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Texts;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Each use of a tool, whatever came of it. */
@Repository
class Calls {
    private static final int LONGEST = 4_000;

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    Calls(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    void add(UUID guest, UUID message, String tool, JsonNode arguments, String outcome) {
        jdbc.sql("""
                        INSERT INTO assistant_calls (call_id, user_id, message_id, tool, arguments, outcome, called_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)""")
                .params(
                        ids.next(),
                        guest,
                        message,
                        Texts.cut(Texts.shown(tool), 64),
                        kept(arguments),
                        outcome,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** As it was given, unless it is of a size, or holds what no database does. */
    private static String kept(JsonNode arguments) {
        String text = arguments.toString();
        return text.length() <= LONGEST && Texts.isWhole(text) && !text.contains("\\u0000")
                ? text
                : JsonMapper.shared()
                        .writeValueAsString(JsonNodeFactory.instance
                                .objectNode()
                                .put("cut", Texts.cut(Texts.shown(text).replace("\\u0000", "?"), LONGEST)));
    }
}
