package dev.concierge.localstack.command;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Infrastructure;
import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.fleet.Service;
import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Who did what, read together from the databases of all services; or whether their chains hold. */
final class Audit {
    private static final String ROWS = "SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'),"
            + " actor, action, target, outcome FROM platform.audit_log ORDER BY seq";
    private static final String HEAD =
            "SELECT seq, encode(hash, 'hex') FROM platform.audit_log ORDER BY seq DESC LIMIT 1";
    private static final String FAULTS = "SELECT seq, fault FROM platform.audit_faults() ORDER BY seq";
    private static final String NO_SUCH_TABLE = "42P01";

    private Audit() {}

    static int run(Settings settings, Arguments arguments) throws SQLException {
        return arguments.has("--verify") ? verify(settings) : list(settings);
    }

    private static int list(Settings settings) throws SQLException {
        List<String> all = new ArrayList<>();
        for (Service service : audited()) {
            rows(service, ROWS, settings)
                    .forEach(row -> all.add(String.join("  ", row.getFirst(), service.name()) + "  "
                            + String.join("  ", row.subList(1, row.size()))));
        }
        all.stream().sorted().forEach(System.out::println);
        return 0;
    }

    /** Ends with 1 when a chain is broken. The last hash is worth keeping elsewhere: rows cut off at the end leave no gap. */
    private static int verify(Settings settings) throws SQLException {
        int broken = 0;
        for (Service service : audited()) {
            List<List<String>> faults = rows(service, FAULTS, settings);
            List<List<String>> head = rows(service, HEAD, settings);
            String last = head.isEmpty() ? "no rows" : "rows 1 to " + String.join(", the last ", head.getFirst());
            System.out.println((faults.isEmpty() ? "whole   " : "BROKEN  ") + service.name() + ": " + last);
            faults.forEach(fault -> System.out.println("        row " + String.join(": ", fault)));
            broken += faults.isEmpty() ? 0 : 1;
        }
        return broken == 0 ? 0 : 1;
    }

    private static List<Service> audited() {
        return Fleet.SERVICES.stream()
                .filter(service -> service.database().isPresent())
                .toList();
    }

    private static List<List<String>> rows(Service service, String sql, Settings settings) throws SQLException {
        String database = service.database().orElseThrow();
        String url = new PostgresDatabases("127.0.0.1", Infrastructure.POSTGRES.port(settings)).url(database);
        String password = Secrets.database(settings.home(), service.name());
        try (Connection connection = DriverManager.getConnection(url + "?connectTimeout=2", database, password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failed) {
            if (NO_SUCH_TABLE.equals(failed.getSQLState())) {
                return List.of(); // has not started since there is such a log
            }
            throw new CannotContinue(
                    "the database of " + service.name() + " does not answer: " + failed.getMessage(),
                    "start the fleet: ./concierge up",
                    failed);
        }
    }
}
