package dev.concierge.localstack.infrastructure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * The databases of a Postgres that trusts its callers. Their owner {@code concierge} is no superuser, so that row-level
 * security holds as it does in production.
 */
public record PostgresDatabases(String host, int port) {
    public static final String OWNER = "concierge";
    public static final String PASSWORD = "concierge";
    static final String SUPERUSER = "postgres";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String UNIQUE_VIOLATION = "23505";

    public String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Creates the database unless it exists; safe from several processes at once. */
    public void create(String name) {
        requireName(name);
        try (Connection postgres = asSuperuser()) {
            if (!exists(postgres, name)) {
                execute(postgres, "CREATE DATABASE " + name + " OWNER " + OWNER);
            }
        } catch (SQLException e) {
            // the other one who created it at the same moment
            if (!DUPLICATE_DATABASE.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new IllegalStateException("database " + name + " was not created", e);
            }
        }
    }

    /** Drops the database and whoever is connected to it. */
    public void drop(String name) {
        requireName(name);
        try (Connection postgres = asSuperuser()) {
            execute(postgres, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " was not dropped", e);
        }
    }

    /** Whether the server takes connections. */
    public boolean answer() {
        try (Connection connection = asSuperuser()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Creates the role that owns the databases, unless it exists. */
    public void createOwner() {
        try (Connection postgres = asSuperuser()) {
            execute(postgres, """
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s LOGIN CREATEROLE PASSWORD '%2$s';
                      END IF;
                    END $$""".formatted(OWNER, PASSWORD));
        } catch (SQLException e) {
            throw new IllegalStateException("role " + OWNER + " was not created", e);
        }
    }

    /** Writes what is in memory to the disk, so that what is measured afterwards does not pay for what came before. */
    public void checkpoint() {
        try (Connection postgres = asSuperuser()) {
            execute(postgres, "CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException("no checkpoint was made", e);
        }
    }

    private Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(
                url("postgres") + "?connectTimeout=2&socketTimeout=30", SUPERUSER, SUPERUSER);
    }

    private static boolean exists(Connection postgres, String name) throws SQLException {
        try (PreparedStatement select = postgres.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            select.setString(1, name);
            return select.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("database: " + name + " (expected: " + NAME + ")");
        }
    }
}
