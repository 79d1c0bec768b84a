package dev.concierge.localstack.fleet;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.localstack.setting.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A database per service with an owner of the same name, who alone may connect. */
public final class Databases {
    private Databases() {}

    /** Creates what is missing. */
    public static void create(Settings settings) {
        int port = Infrastructure.POSTGRES.port(settings);
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=10&socketTimeout=60";
        String superuser = Secrets.postgres(settings.home());
        try (Connection postgres = DriverManager.getConnection(url, "postgres", superuser)) {
            if (exists(postgres, "SELECT 1 FROM pg_roles WHERE rolname = ?", PostgresDatabases.OWNER)) {
                execute(
                        postgres,
                        "ALTER ROLE " + PostgresDatabases.OWNER + " NOLOGIN"); // of older releases, known to all
            }
            for (Service service : Fleet.SERVICES) {
                if (service.database().isPresent()) {
                    create(postgres, service.database().get(), Secrets.database(settings.home(), service.name()));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the databases cannot be created: " + e.getMessage(), e);
        }
    }

    /** No superuser, so that row-level security holds; it may create the roles that its own policies need. */
    private static void create(Connection postgres, String name, String password) throws SQLException {
        if (!exists(postgres, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(postgres, "CREATE ROLE " + name + " LOGIN CREATEROLE");
        }
        execute(postgres, "ALTER ROLE " + name + " PASSWORD '" + password + "'");
        if (!exists(postgres, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(postgres, "CREATE DATABASE " + name + " OWNER " + name);
        }
        execute(postgres, "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
    }

    private static boolean exists(Connection postgres, String query, String name) throws SQLException {
        try (PreparedStatement select = postgres.prepareStatement(query)) {
            select.setString(1, name);
            return select.executeQuery().next();
        }
    }

    private static void execute(Connection postgres, String sql) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute(sql);
        }
    }
}
