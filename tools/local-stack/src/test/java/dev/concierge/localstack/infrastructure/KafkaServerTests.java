package dev.concierge.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTests {
    @TempDir
    Path directory;

    @Test
    void keepsTopicsAndMessagesOverARestartOnAnotherPort() throws Exception {
        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();
            createTopic(kafka.port());
            send(kafka.port(), "Ada");
        }

        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();

            assertThat(read(kafka.port())).isEqualTo("Ada");
        }
    }

    @Test
    void takesTransactionsOnOneNodeAndMakesNoTopicsByItself() throws Exception {
        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();
            createTopic(kafka.port());
            try (KafkaProducer<String, String> producer = producer(kafka.port(), Map.of("transactional.id", "t"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("guests", "Ada"));
                producer.commitTransaction();
            }

            assertThat(read(kafka.port())).isEqualTo("Ada");
            try (Admin admin = Admin.create(bootstrap(kafka.port()))) {
                assertThatThrownBy(() -> admin.describeTopics(List.of("typo"))
                                .allTopicNames()
                                .get())
                        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
        }
    }

    @Test
    void recoversAsAProcessOfItsOwnAfterKill9() throws Exception {
        int port = FreePort.next();
        Process first = launch(port);
        createTopic(port);
        send(port, "Ada");
        first.destroyForcibly().waitFor();

        Process second = launch(port);

        assertThat(read(port)).isEqualTo("Ada");
        second.destroy();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void explainsATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(KafkaServer.in(directory, taken.getLocalPort())::start)
                    .isInstanceOf(ServerNotStarted.class)
                    .hasMessageContaining("did not start on port " + taken.getLocalPort());
        }
    }

    private Process launch(int port) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(KafkaServer.JVM_OPTIONS);
        command.addAll(List.of(KafkaServer.class.getName(), directory.toString(), String.valueOf(port)));
        File log = Files.createTempFile(directory, "kafka", ".log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(log.toPath()).contains("Kafka answers on 127.0.0.1:" + port));
        return process;
    }

    private static void createTopic(int port) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(bootstrap(port))) {
            admin.createTopics(List.of(new NewTopic("guests", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(int port, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(port, Map.of())) {
            producer.send(new ProducerRecord<>("guests", value)).get();
        }
    }

    private static KafkaProducer<String, String> producer(int port, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(bootstrap(port));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static String read(int port) {
        Map<String, Object> settings = new HashMap<>(bootstrap(port));
        settings.put("group.id", "tests");
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("guests"));
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
                    .iterator()
                    .next()
                    .value();
        }
    }

    private static Map<String, Object> bootstrap(int port) {
        return Map.of("bootstrap.servers", "127.0.0.1:" + port);
    }
}
