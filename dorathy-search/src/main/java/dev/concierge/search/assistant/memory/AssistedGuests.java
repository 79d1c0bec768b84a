package dev.concierge.search.assistant.memory;

import dev.concierge.platform.problem.Fact;
import dev.concierge.search.erasure.PersonalData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The guests who have an assistant, what they call it, and whether it may remember. */
@Repository
public class AssistedGuests implements PersonalData {
    /** All that is kept of a guest, but that the guest was erased. */
    private static final List<String> TABLES = List.of(
            "assistant_turns",
            "assistant_conversations",
            "assistant_questions",
            "assistant_calls",
            "assistant_memories",
            "assistant_spending");

    private final JdbcClient jdbc;

    AssistedGuests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name null for Dorathy
     * @param consentedAt since when memories may be kept; null while they may not
     */
    public record AssistedGuest(
            UUID userId, @Nullable String name, @Nullable Instant consentedAt) {
        public boolean hasConsented() {
            return consentedAt != null;
        }
    }

    /** As they are, without a lock; who never came is as one who did nothing yet. */
    public AssistedGuest find(UUID guest) {
        return jdbc.sql("SELECT * FROM assistant_guests WHERE user_id = ? AND erased_at IS NULL")
                .param(guest)
                .query(AssistedGuests::guest)
                .optional()
                .orElseGet(() -> new AssistedGuest(guest, null, null));
    }

    /**
     * One at a time changes what is kept of a guest, until the transaction ends.
     *
     * @throws GuestErased of whom nothing is kept any more
     */
    public AssistedGuest lock(UUID guest) {
        jdbc.sql("INSERT INTO assistant_guests (user_id) VALUES (?) ON CONFLICT DO NOTHING")
                .param(guest)
                .update();
        return jdbc.sql("SELECT * FROM assistant_guests WHERE user_id = ? FOR UPDATE")
                .param(guest)
                .query((row, number) -> {
                    if (row.getTimestamp("erased_at") != null) {
                        throw new GuestErased(guest);
                    }
                    return guest(row, number);
                })
                .single();
    }

    /** Whether nothing is kept of them any more. */
    @Override
    public boolean isErased(UUID guest) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM assistant_guests WHERE user_id = ? AND erased_at IS NOT NULL)")
                .param(guest)
                .query(Boolean.class)
                .single();
    }

    public void save(AssistedGuest guest) {
        Instant consented = guest.consentedAt();
        jdbc.sql("""
                        UPDATE assistant_guests SET name = :name, consented_at = :consented
                        WHERE user_id = :guest AND erased_at IS NULL""")
                .param("name", guest.name())
                .param("consented", consented == null ? null : Timestamp.from(consented))
                .param("guest", guest.userId())
                .update();
    }

    /** All that is kept of them goes; that they were erased stays, so that what comes late is kept nowhere. */
    @Override
    public void erase(UUID guest, Instant now) {
        jdbc.sql("""
                        INSERT INTO assistant_guests (user_id, erased_at) VALUES (:guest, :now)
                        ON CONFLICT (user_id) DO UPDATE SET name = NULL, consented_at = NULL, erased_at = :now""").param("guest", guest).param("now", Timestamp.from(now)).update();
        for (String table : TABLES) {
            jdbc.sql("DELETE FROM " + table + " WHERE user_id = ?").param(guest).update();
        }
    }

    private static AssistedGuest guest(ResultSet row, int number) throws SQLException {
        Timestamp consented = row.getTimestamp("consented_at");
        return new AssistedGuest(
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                consented == null ? null : consented.toInstant());
    }

    /** There is no such guest any more. */
    static final class GuestErased extends Fact {
        GuestErased(UUID guest) {
            super(Kind.NOT_FOUND, "guest-not-found", "There is no guest " + guest + ".");
        }
    }
}
