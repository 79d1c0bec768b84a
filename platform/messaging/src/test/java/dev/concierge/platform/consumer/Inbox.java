package dev.concierge.platform.consumer;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.parking.ParkedMessages;
import dev.concierge.testsupport.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A consumer's tables without Kafka: its records are given by hand, and a crash is an exception. */
final class Inbox {
    static final String SUBSCRIPTION = "s";

    private final MessageJson json = new MessageJson(JsonMapper.shared());
    private final Records records = new Records("s", new TopicPrefix(""), json, MessageScope.NONE);
    private final DataSource database = emptyDatabase();
    private final PlatformTransactionManager transactions;
    private final JdbcClient jdbc;

    Inbox() {
        this.transactions = new JdbcTransactionManager(database);
        this.jdbc = JdbcClient.create(database);
        new PlatformSchema(database);
    }

    DataSource database() {
        return database;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    PlatformTransactionManager transactions() {
        return transactions;
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(transactions);
    }

    MessageJson json() {
        return json;
    }

    Records records() {
        return records;
    }

    /** Copies of parked messages are of no interest here. */
    Outbox outbox() {
        return new NobodysOutbox();
    }

    Positions positions() {
        return new Positions(jdbc, SUBSCRIPTION);
    }

    ConsumedMessages consumed() {
        return new ConsumedMessages(jdbc, SUBSCRIPTION);
    }

    ParkedMessages parked() {
        return new ParkedMessages(jdbc, SUBSCRIPTION, records, json, outbox());
    }

    /** What one transaction writes: the effects of {@code subscription} and the move of {@code positions}. */
    BatchTransaction batches(Subscription subscription, Positions positions, ParkedMessages parked) {
        return new BatchTransaction(
                subscription,
                new TransactionTemplate(transactions),
                positions,
                consumed(),
                parked,
                new ConsumerMetrics(new SimpleMeterRegistry(), SUBSCRIPTION, Clock.systemUTC()));
    }

    /** The record at {@code number}, which is also its value. */
    ReceivedMessage message(String key, int number) {
        return message(key, number, UUID.randomUUID().toString(), Map.of("ce_id", "given"));
    }

    /** A record that a relay gave a number, and when, in an outbox of its own. */
    ReceivedMessage numbered(String key, int offset, MessageNumber number) {
        RecordHeaders headers = new RecordHeaders();
        number.addTo(headers);
        Header header = headers.iterator().next();
        return message(
                key,
                offset,
                UUID.randomUUID().toString(),
                Map.of("ce_id", "given", header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    }

    /** A record of another type at {@code number}. */
    ReceivedMessage message(String key, int number, String type) {
        return message(key, number, UUID.randomUUID().toString(), type, Map.of("ce_id", "given"));
    }

    /** A record of a producer that knows nothing of CloudEvents. */
    ReceivedMessage foreign(String key, int number) {
        return message(key, number, "t/0/" + number, Map.of());
    }

    private ReceivedMessage message(String key, int number, String id, Map<String, String> headers) {
        return message(key, number, id, "thing.happened", headers);
    }

    private ReceivedMessage message(String key, int number, String id, String type, Map<String, String> headers) {
        byte[] value = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        return records.message("t", 0, number, key, id, type, "", Instant.EPOCH, headers, value);
    }

    private static DataSource emptyDatabase() {
        String name = "inbox_" + UUID.randomUUID().toString().substring(0, 8);
        PostgresDatabases databases = Infrastructure.get().databases();
        databases.create(name);
        return new DriverManagerDataSource(databases.url(name), PostgresDatabases.OWNER, PostgresDatabases.PASSWORD);
    }

    private static final class NobodysOutbox implements Outbox {
        @Override
        public void append(OutgoingMessage message) {}

        @Override
        public UUID append(String topic, String key, String type, Object data) {
            return UUID.randomUUID();
        }
    }
}
