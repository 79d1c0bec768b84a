package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Channels that operators have stopped: what is for them waits, on every pod, until they are let go again. */
class StoppedChannels {
    static final String ALL = "*";

    private final JdbcClient jdbc;

    StoppedChannels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param channel {@code *} for all */
    record Stop(
            String channel,
            String reason,
            @JsonProperty("by") String stoppedBy,
            @JsonProperty("at") Instant stoppedAt) {}

    void stop(Stop stop) {
        jdbc.sql("""
                        INSERT INTO stopped_channel (channel, reason, stopped_by, stopped_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (channel) DO UPDATE
                        SET reason = excluded.reason, stopped_by = excluded.stopped_by, stopped_at = excluded.stopped_at""")
                .params(stop.channel(), stop.reason(), stop.stoppedBy(), Timestamp.from(stop.stoppedAt()))
                .update();
    }

    boolean release(String channel) {
        return jdbc.sql("DELETE FROM stopped_channel WHERE channel = ?")
                        .param(channel)
                        .update()
                == 1;
    }

    List<Stop> all() {
        return jdbc.sql("SELECT channel, reason, stopped_by, stopped_at FROM stopped_channel ORDER BY channel")
                .query((row, _) -> new Stop(
                        row.getString("channel"),
                        row.getString("reason"),
                        row.getString("stopped_by"),
                        row.getTimestamp("stopped_at").toInstant()))
                .list();
    }
}
