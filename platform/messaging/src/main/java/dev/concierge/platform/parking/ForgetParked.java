package dev.concierge.platform.parking;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes what is parked of someone who is erased, where a key alone does not tell whose it is. */
public final class ForgetParked {
    private final JdbcClient jdbc;

    ForgetParked(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Asks of every message whose key begins so.
     *
     * @param reason kept with what was removed
     * @return how many were
     */
    public int forget(String prefix, Predicate<Message> isTheirs, String reason) {
        List<Long> theirs = jdbc
                .sql("SELECT seq, key, payload FROM platform.parked_message WHERE starts_with(key, ?)")
                .param(prefix)
                .query((row, _) -> isTheirs.test(new Message(row.getString("key"), row.getBytes("payload")))
                        ? row.getLong("seq")
                        : -1L)
                .list()
                .stream()
                .filter(seq -> seq >= 0)
                .toList();
        return theirs.isEmpty()
                ? 0
                : DeadLetters.erase(
                        jdbc, "seq = ANY (?)", List.of((Object) theirs.toArray(Long[]::new)), reason, "erasure");
    }

    /** What is parked. */
    public record Message(String key, byte[] payload) {}
}
