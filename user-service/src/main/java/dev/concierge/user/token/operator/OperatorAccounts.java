package dev.concierge.user.token.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts of all operators, deactivated ones included. */
@Repository
public class OperatorAccounts {
    private static final String ALL = """
            SELECT name, role, password, link_until, invited_at, invited_by, deactivated_at,
                   second_factor IS NOT NULL AS has_second_factor
            FROM operators""";

    private final JdbcClient jdbc;
    private final Clock clock;

    OperatorAccounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<OperatorAccount> find(String name) {
        return jdbc.sql(ALL + " WHERE name = ?")
                .param(name)
                .query(OperatorAccounts::account)
                .optional();
    }

    /** Who may sign in or have tokens, under the name. */
    public Optional<OperatorAccount> active(String name) {
        return find(name).filter(account -> !account.isDeactivated());
    }

    /** Whose password a link sets. */
    public Optional<OperatorAccount> byLink(byte[] link) {
        return jdbc.sql(ALL + " WHERE link = ? AND link_until > ? AND deactivated_at IS NULL")
                .params(link, now())
                .query(OperatorAccounts::account)
                .optional();
    }

    /** @param after the last name before; null for the first page */
    List<OperatorAccount> list(@Nullable String after, int limit) {
        return jdbc.sql(ALL + " WHERE :after::text IS NULL OR name > :after ORDER BY name LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query(OperatorAccounts::account)
                .list();
    }

    /** Until the end of the transaction no other changes who is an admin. */
    List<OperatorAccount> lockAdmins() {
        return jdbc.sql(ALL + " WHERE role = 'ADMIN' ORDER BY name FOR UPDATE")
                .query(OperatorAccounts::account)
                .list();
    }

    /** Whether the name was free. */
    boolean add(String name, OperatorRole role, String invitedBy) {
        return jdbc.sql("""
                        INSERT INTO operators (name, role, invited_by, invited_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """).params(name, role.name(), invitedBy, now()).update() == 1;
    }

    /** In place of the password that there may be. */
    void giveLink(String name, byte[] link, Instant until) {
        jdbc.sql("UPDATE operators SET password = NULL, link = ?, link_until = ? WHERE name = ?")
                .params(link, until.atOffset(ZoneOffset.UTC), name)
                .update();
    }

    /** Uses the link up; empty when it was. */
    Optional<String> redeemLink(byte[] link, String password) {
        return jdbc.sql("""
                        UPDATE operators SET password = ?, link = NULL, link_until = NULL
                        WHERE link = ? AND link_until > ? AND deactivated_at IS NULL RETURNING name
                        """).params(password, link, now()).query(String.class).optional();
    }

    void changePassword(String name, String password) {
        jdbc.sql("UPDATE operators SET password = ? WHERE name = ?")
                .params(password, name)
                .update();
    }

    void changeRole(String name, OperatorRole role) {
        jdbc.sql("UPDATE operators SET role = ? WHERE name = ?")
                .params(role.name(), name)
                .update();
    }

    void deactivate(String name) {
        jdbc.sql("UPDATE operators SET deactivated_at = ?, link = NULL, link_until = NULL WHERE name = ?")
                .params(now(), name)
                .update();
    }

    void activate(String name) {
        jdbc.sql("UPDATE operators SET deactivated_at = NULL WHERE name = ?")
                .param(name)
                .update();
    }

    private static OperatorAccount account(ResultSet row, int number) throws SQLException {
        return new OperatorAccount(
                row.getString("name"),
                OperatorRole.valueOf(row.getString("role")),
                row.getString("password"),
                instant(row, "link_until"),
                row.getTimestamp("invited_at").toInstant(),
                row.getString("invited_by"),
                instant(row, "deactivated_at"),
                row.getBoolean("has_second_factor"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
