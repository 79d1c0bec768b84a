package dev.concierge.platform.audit;

import dev.concierge.platform.input.Texts;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds rows; the database numbers and chains them, and refuses to change or remove one ({@code V8__audit_log.sql}). */
public final class AuditLog {
    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What somebody did or was refused. Ids, no names: rows stay when a guest is erased.
     *
     * @param actor the token's subject, or who signs in
     * @param kind of token
     * @param action such as {@code DELETE /users/{userId}}
     * @param target such as {@code /users/0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01}
     * @param outcome such as {@code asked} or a status
     * @param trace of the request; empty for none
     */
    public record Entry(String actor, String kind, String action, String target, String outcome, String trace) {}

    public void add(Entry entry) {
        jdbc.sql("""
                        INSERT INTO platform.audit_log (at, actor, kind, action, target, outcome, trace)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        kept(entry.actor()),
                        kept(entry.kind()),
                        kept(entry.action()),
                        kept(entry.target()),
                        kept(entry.outcome()),
                        kept(entry.trace()))
                .update();
    }

    /** What Postgres keeps as text. */
    private static String kept(String text) {
        return Texts.cut(text.replace('\0', ' '), LONGEST);
    }
}
