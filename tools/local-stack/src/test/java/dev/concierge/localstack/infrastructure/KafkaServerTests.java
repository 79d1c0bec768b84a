package dev.concierge.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTests {
    private static final String PASSWORD = "open-sesame";

    /** Who is not answered asks again until their time is over. */
    private static final Map<String, Object> IMPATIENT =
            Map.of("request.timeout.ms", 4000, "default.api.timeout.ms", 4000);

    @TempDir
    Path directory;

    @Test
    void keepsTopicsAndMessagesOverARestartOnAnotherPort() throws Exception {
        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();
            createTopic(plain(kafka.port()));
            send(plain(kafka.port()), "Ada");
        }

        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();

            assertThat(read(plain(kafka.port()))).isEqualTo("Ada");
        }
    }

    @Test
    void takesTransactionsOnOneNodeAndMakesNoTopicsByItself() throws Exception {
        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();
            createTopic(plain(kafka.port()));
            try (KafkaProducer<String, String> producer =
                    producer(plain(kafka.port()), Map.of("transactional.id", "t"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("guests", "Ada"));
                producer.commitTransaction();
            }

            assertThat(read(plain(kafka.port()))).isEqualTo("Ada");
            try (Admin admin = Admin.create(plain(kafka.port()))) {
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
        createTopic(plain(port));
        send(plain(port), "Ada");
        first.destroyForcibly().waitFor();

        Process second = launch(port);

        assertThat(read(plain(port))).isEqualTo("Ada");
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

    @Test
    void answersNobodyWithoutThePasswordNeitherAtTheControllersPort() throws Exception {
        try (KafkaServer kafka = KafkaServer.in(directory, 0).withPassword(PASSWORD)) {
            kafka.start();
            Map<String, Object> broker = Map.of("bootstrap.servers", "127.0.0.1:" + kafka.port());
            Map<String, Object> controller = Map.of("bootstrap.controllers", controller(loggedIn(kafka.port())));

            for (Map<String, Object> door : List.of(broker, controller)) {
                assertThat(leader(with(door, KafkaServer.login(PASSWORD)))).isEqualTo(1);
                assertThatThrownBy(() -> leader(with(door, IMPATIENT))).hasCauseInstanceOf(TimeoutException.class);
                assertThatThrownBy(() -> leader(with(door, KafkaServer.login("guess"))))
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    @Test
    void aFolderMadeWithoutAPasswordAsksFromTheNextStartOn() throws Exception {
        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();
            createTopic(plain(kafka.port()));
            send(plain(kafka.port()), "Ada");
        }

        try (KafkaServer kafka = KafkaServer.in(directory, 0).withPassword(PASSWORD)) {
            kafka.start();

            assertThat(read(loggedIn(kafka.port()))).isEqualTo("Ada");
            assertThatThrownBy(() -> leader(with(plain(kafka.port()), IMPATIENT)))
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void givesKafkasToolsAFileThatItsOwnerAloneReads() throws Exception {
        Path file = directory.resolve("client.properties");
        try (KafkaServer kafka = KafkaServer.in(directory, 0).withPassword(PASSWORD)) {
            kafka.start();

            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            Map<String, Object> settings = new HashMap<>(plain(kafka.port()));
            Utils.loadProps(file.toString()).forEach((name, value) -> settings.put(name.toString(), value));
            assertThat(leader(settings)).isEqualTo(1);
        }

        try (KafkaServer kafka = KafkaServer.in(directory, 0)) {
            kafka.start();

            assertThat(file).as("of a server that asks for none").doesNotExist();
        }
    }

    @Test
    void asAProcessOfItsOwnHasThePasswordOnNoCommandLine() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), PASSWORD + "\n");
        int port = FreePort.next();
        Process process = launch(port, secret.toString());

        assertThat(leader(loggedIn(port))).isEqualTo(1);
        // all of it, of which ProcessHandle keeps no more than a page
        assertThat(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline")))
                .contains(secret.toString())
                .doesNotContain(PASSWORD);
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private Process launch(int port, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(KafkaServer.JVM_OPTIONS);
        command.addAll(List.of(KafkaServer.class.getName(), directory.toString(), String.valueOf(port)));
        command.addAll(List.of(more));
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

    private static void createTopic(Map<String, Object> kafka) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic("guests", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** By which of the nodes the metadata is led; both kinds of nodes answer it. */
    private static int leader(Map<String, Object> kafka) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            return admin.describeMetadataQuorum().quorumInfo().get().leaderId();
        }
    }

    /** Where the controller of this broker listens. */
    private static String controller(Map<String, Object> kafka) throws ExecutionException, InterruptedException {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(kafka)) {
            String voter = admin.describeConfigs(List.of(broker))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .get("controller.quorum.voters")
                    .value();
            return voter.substring(voter.indexOf('@') + 1);
        }
    }

    private static void send(Map<String, Object> kafka, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
            producer.send(new ProducerRecord<>("guests", value)).get();
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> kafka, Map<String, Object> more) {
        return new KafkaProducer<>(with(kafka, more), new StringSerializer(), new StringSerializer());
    }

    private static String read(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
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

    private static Map<String, Object> plain(int port) {
        return Map.of("bootstrap.servers", "127.0.0.1:" + port);
    }

    private static Map<String, Object> loggedIn(int port) {
        return with(plain(port), KafkaServer.login(PASSWORD));
    }

    private static Map<String, Object> with(Map<String, Object> settings, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }
}
