package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.Lab;
import dev.concierge.platform.message.Shard;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Puts runs that wait at their timer straight into the tables of journey-service: to let a million in would take minutes. */
final class WaitingRuns implements AutoCloseable {
    private static final int STEP = 20_000;

    private final Connection database;

    WaitingRuns(JourneyRig rig, Lab lab) throws IOException {
        try {
            database = DriverManager.getConnection(rig.databaseUrl(), lab.databaseUser(), lab.databasePassword());
        } catch (SQLException away) {
            throw new IOException(away);
        }
    }

    void add(String name, int many, Instant due) throws IOException {
        for (int from = 0; from < many; from += STEP) {
            add(name, from, Math.min(many, from + STEP), due);
        }
    }

    private void add(String name, int from, int to, Instant due) throws IOException {
        String state = "{\"format\":3,\"state\":{\"is\":\"waiting\",\"visits\":3,\"positions\":[{\"is\":\"delayed\","
                + "\"node\":\"rest\",\"visit\":3,\"until\":\"" + due + "\"}],\"memory\":{}}}";
        StringBuilder runs = new StringBuilder();
        StringBuilder timers = new StringBuilder();
        for (int number = from; number < to; number++) {
            String guest = name + "-" + number;
            UUID run = UUID.randomUUID();
            int shard = Shard.of(guest).number();
            runs.append(String.join(
                            "\t",
                            guest,
                            run.toString(),
                            JourneyBench.JOURNEY,
                            "1",
                            Integer.toString(shard),
                            UUID.randomUUID().toString(),
                            "waiting",
                            state,
                            "{}",
                            "now",
                            "now"))
                    .append('\n');
            timers.append(String.join("\t", guest, Integer.toString(shard), due.toString(), run.toString(), "3"))
                    .append('\n');
        }
        copy(
                "runs (user_id, run_id, journey_id, version, shard, causing_event_id, status, state, entry, created_at,"
                        + " updated_at)",
                runs);
        copy("timers (user_id, shard, due_at, run_id, visit)", timers);
    }

    private void copy(String table, StringBuilder rows) throws IOException {
        try {
            database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN", new StringReader(rows.toString()));
        } catch (SQLException refused) {
            throw new IOException(refused);
        }
    }

    void analyze() throws IOException {
        try (Statement statement = database.createStatement()) {
            statement.execute("VACUUM ANALYZE runs, timers");
        } catch (SQLException refused) {
            throw new IOException(refused);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
        } catch (SQLException left) {
            throw new IOException(left);
        }
    }
}
