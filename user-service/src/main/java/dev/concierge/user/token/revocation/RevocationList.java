package dev.concierge.user.token.revocation;

import dev.concierge.platform.security.revocation.Revocation;
import dev.concierge.platform.security.revocation.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What every service reads on in, for all replicas. */
@Repository
public class RevocationList implements Revocations {
    /** Verifiers take tokens a minute longer than they say, and their clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private static final int PAGE = 1_000;
    private static final long ONE_AT_A_TIME = 0x7265766f6b656473L;

    private final JdbcClient jdbc;
    private final Clock clock;

    RevocationList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One writer at a time until its commit, as readers go by the number: a lower one that became visible later would be
     * missed. So it is best the last thing in a transaction.
     *
     * @param lastExpiry of the tokens with the mark
     */
    @Transactional
    public void add(UUID mark, Instant lastExpiry) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                .param(ONE_AT_A_TIME)
                .query((_, _) -> ONE_AT_A_TIME)
                .single();
        jdbc.sql("DELETE FROM token_revocations WHERE expires_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("INSERT INTO token_revocations (mark, expires_at) VALUES (?, ?)")
                .param(mark)
                .param(lastExpiry.plus(SKEW).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Page after(long number) {
        long from = number > highest() ? 0 : number; // a restored database begins anew
        List<Revocation> found = jdbc.sql(
                        "SELECT number, mark, expires_at FROM token_revocations WHERE number > ? ORDER BY number LIMIT ?")
                .param(from)
                .param(PAGE)
                .query((row, _) -> new Revocation(
                        row.getLong("number"),
                        row.getObject("mark", UUID.class),
                        row.getTimestamp("expires_at").toInstant()))
                .list();
        return new Page(found, found.isEmpty() ? from : found.getLast().number(), found.size() == PAGE);
    }

    private long highest() {
        return jdbc.sql("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM token_revocations_number_seq")
                .query(Long.class)
                .single();
    }
}
