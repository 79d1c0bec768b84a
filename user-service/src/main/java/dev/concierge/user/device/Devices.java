package dev.concierge.user.device;

import dev.concierge.user.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** The devices of all guests; they go with the guest. */
@Repository
class Devices {
    private final JdbcClient jdbc;

    Devices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<DeviceView> of(UserId guest) {
        return jdbc.sql("SELECT * FROM devices WHERE user_id = ? ORDER BY last_seen_at DESC, device_id")
                .param(guest.value())
                .query(Devices::device)
                .list();
    }

    Optional<DeviceView> find(UserId guest, String deviceId) {
        return jdbc.sql("SELECT * FROM devices WHERE user_id = ? AND device_id = ?")
                .param(guest.value())
                .param(deviceId)
                .query(Devices::device)
                .optional();
    }

    /** A push token is one device's: whoever had it before, a guest who used the device last year, has it no more. */
    void see(UserId guest, String deviceId, Platform platform, @Nullable String pushToken, Instant now) {
        if (pushToken != null) {
            jdbc.sql("UPDATE devices SET push_token = NULL WHERE push_token = ? AND (user_id, device_id) <> (?, ?)")
                    .param(pushToken)
                    .param(guest.value())
                    .param(deviceId)
                    .update();
        }
        jdbc.sql("""
                INSERT INTO devices (user_id, device_id, platform, push_token, first_seen_at, last_seen_at)
                VALUES (:guest, :device, :platform, :token, :now, :now)
                ON CONFLICT (user_id, device_id) DO UPDATE SET platform = excluded.platform,
                    push_token = excluded.push_token, last_seen_at = excluded.last_seen_at
                """)
                .param("guest", guest.value())
                .param("device", deviceId)
                .param("platform", platform.name())
                .param("token", pushToken)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Keeps the most recently seen. */
    void keep(UserId guest, int most) {
        jdbc.sql("""
                DELETE FROM devices WHERE user_id = :guest AND device_id IN (
                    SELECT device_id FROM devices WHERE user_id = :guest
                    ORDER BY last_seen_at DESC, device_id OFFSET :most)
                """).param("guest", guest.value()).param("most", most).update();
    }

    boolean remove(UserId guest, String deviceId) {
        return jdbc.sql("DELETE FROM devices WHERE user_id = ? AND device_id = ?")
                        .param(guest.value())
                        .param(deviceId)
                        .update()
                == 1;
    }

    int forgetTokens(Collection<String> dead) {
        return jdbc.sql("UPDATE devices SET push_token = NULL WHERE push_token = ANY (?)")
                .param(new SqlArrayValue("text", dead.toArray()))
                .update();
    }

    private static DeviceView device(ResultSet row, int number) throws SQLException {
        return new DeviceView(
                row.getString("device_id"),
                Platform.valueOf(row.getString("platform")),
                row.getString("push_token"),
                row.getTimestamp("first_seen_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant());
    }
}
