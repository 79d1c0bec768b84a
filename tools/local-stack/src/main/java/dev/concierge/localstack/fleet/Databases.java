package dev.concierge.localstack.fleet;

import dev.concierge.localstack.setting.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database per service with an owner of the same name, who alone may connect. */
public final class Databases {
    private Databases() {}

    /** Creates what is missing. */
    public static void create(Settings settings) {
        int port = Infrastructure.POSTGRES.port(settings);
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=10&socketTimeout=60";
        List<String> names = Fleet.SERVICES.stream()
                .flatMap(service -> service.database().stream())
                .toList();
        try (Connection postgres = DriverManager.getConnection(url, "postgres", "postgres")) {
            for (String name : names) {
                create(postgres, name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the databases cannot be created: " + e.getMessage(), e);
        }
    }

    /** No superuser, so that row-level security holds; it may create the roles that its own policies need. */
    private static void create(Connection postgres, String name) throws SQLException {
        if (!exists(postgres, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(postgres, "CREATE ROLE " + name + " LOGIN CREATEROLE PASSWORD '" + name + "'");
        }
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
