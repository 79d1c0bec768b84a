package dev.concierge.e2e.matrix;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.fleet.Fleet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What requests leave behind: the rows of every table of every service, and the ends of every topic. */
record Traces(Map<String, Long> counts) {
    private static final List<String> DATABASES = Fleet.SERVICES.stream()
            .flatMap(service -> service.database().stream())
            .toList();

    /** Watermarks go out twice a second; what is told there besides shows in the runs that it moves. */
    private static final String GROWS_BY_ITSELF = "journey-triggers";

    static Traces of(LocalFleet fleet) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String database : DATABASES) {
            try (Connection connection = connect(fleet, database)) {
                countRows(connection, database, counts);
            }
        }
        readEnds(fleet, counts);
        return new Traces(counts);
    }

    /** As the superuser, whom no row-level security hides rows from. */
    static Connection connect(LocalFleet fleet, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + fleet.port("postgres") + "/" + database,
                "postgres",
                fleet.postgresPassword());
    }

    private static void countRows(Connection connection, String database, Map<String, Long> counts)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT schemaname || '.' || tablename, (xpath('/row/n/text()', query_to_xml(
                            format('SELECT count(*) AS n FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text::bigint
                        FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """)) {
            while (rows.next()) {
                counts.put(database + " " + rows.getString(1), rows.getLong(2));
            }
        }
    }

    private static void readEnds(LocalFleet fleet, Map<String, Long> counts) {
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(fleet.kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic ->
                            !topic.getKey().startsWith("__") && !topic.getKey().endsWith(GROWS_BY_ITSELF))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> counts.merge("topic " + partition.topic(), end, Long::sum));
        }
    }
}
