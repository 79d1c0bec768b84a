package dev.concierge.localstack.infrastructure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker and its controller inside this JVM (KRaft, one node). {@link #main} makes it a process of its own,
 * ended by SIGTERM.
 */
public final class KafkaServer implements LocalServer {
    /** What its own process needs and no more. */
    public static final List<String> JVM_OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxDirectMemorySize=64m");

    /** Whose password it is. */
    public static final String USER = "concierge";

    private final Path directory;
    private final String password;
    private int port;
    private @Nullable KafkaRaftServer server;

    private KafkaServer(Path directory, int port, String password) {
        this.directory = directory;
        this.port = port;
        this.password = password;
    }

    /** A server with its data under {@code directory}; port 0 takes a free one. */
    public static KafkaServer in(Path directory, int port) {
        return new KafkaServer(directory.toAbsolutePath(), port, "");
    }

    /**
     * The same server, which answers only who gives this password, on the controller's port too: letters, digits, - and
     * _. It is no part of the data, so a folder made without one asks from its next start on.
     */
    public KafkaServer withPassword(String required) {
        return new KafkaServer(directory, port, required);
    }

    /** What a client of a server with this password is set to, beside its address. */
    public static Map<String, String> login(String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", jaas(password) + ";");
    }

    /**
     * Serves until the process is told to end: {@code <directory> <port> [<file of the password>]}, a file because
     * everybody sees the arguments of a process.
     */
    public static void main(String[] args) throws IOException {
        String password = args.length > 2 ? Files.readString(Path.of(args[2])).strip() : "";
        KafkaServer kafka = in(Path.of(args[0]), Integer.parseInt(args[1])).withPassword(password);
        kafka.start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "kafka-stop"));
        System.out.println("Kafka answers on 127.0.0.1:" + kafka.port());
    }

    @Override
    public void start() {
        port = FreePort.orWanted(port);
        try {
            Path logs = directory.resolve("data");
            if (!Files.exists(logs)) {
                format(logs);
            }
            writeLogin();
            Properties settings = properties(logs);
            settings.putAll(asking());
            server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            stop();
            throw new ServerNotStarted(
                    "Kafka did not start on port " + port + " with data in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    /** Formats beside and moves into place, so that a kill in between leaves nothing half-written. */
    private void format(Path logs) throws IOException {
        Path fresh = logs.resolveSibling("data.new");
        Folder.delete(fresh);
        Files.createDirectories(fresh);
        Path settings = fresh.resolve("format.properties");
        try (var writer = Files.newBufferedWriter(settings)) {
            properties(fresh).store(writer, null);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] command = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()};
        if (StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8)) != 0) {
            throw new ServerNotStarted(
                    "Kafka could not format " + logs + ":\n" + output.toString(StandardCharsets.UTF_8));
        }
        Files.delete(settings);
        Files.move(fresh, logs, StandardCopyOption.ATOMIC_MOVE);
    }

    /** For the tools of Kafka, which are given such a file. */
    private void writeLogin() throws IOException {
        Path file = directory.resolve("client.properties");
        Files.deleteIfExists(file);
        if (!password.isEmpty()) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Properties login = new Properties();
            login.putAll(login(password));
            try (var writer = Files.newBufferedWriter(file)) {
                login.store(writer, null);
            }
        }
    }

    /** Both listeners ask: who spoke to the controller could make topics and users as well. */
    private Map<String, String> asking() {
        if (password.isEmpty()) {
            return Map.of();
        }
        // by the first two it logs in at itself, by the third it knows others
        String jaas = jaas(password) + " user_" + USER + "=\"" + password + "\";";
        return Map.of(
                "listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "sasl.mechanism.controller.protocol", "PLAIN",
                "listener.name.broker.plain.sasl.jaas.config", jaas,
                "listener.name.controller.plain.sasl.jaas.config", jaas);
    }

    private static String jaas(String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
                .formatted(USER, password);
    }

    private Properties properties(Path logs) {
        int controller = FreePort.next();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                1,
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller,
                "listeners",
                "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners",
                "BROKER://127.0.0.1:" + port,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "BROKER",
                "controller.listener.names",
                "CONTROLLER",
                "log.dirs",
                logs));
        settings.putAll(Map.of(
                // topics are made by the service that owns them, never by a typing error
                "auto.create.topics.enable", false,
                "offsets.topic.replication.factor", 1,
                "offsets.topic.num.partitions", 4,
                "transaction.state.log.replication.factor", 1,
                "transaction.state.log.min.isr", 1,
                "transaction.state.log.num.partitions", 4,
                "share.coordinator.state.topic.replication.factor", 1,
                "share.coordinator.state.topic.min.isr", 1,
                "share.coordinator.state.topic.num.partitions", 1));
        settings.putAll(Map.of(
                // a broker killed and started again within the default 9 s would be fenced until they are over
                "broker.session.timeout.ms", 3000,
                "broker.heartbeat.interval.ms", 500,
                "group.initial.rebalance.delay.ms", 0,
                // a relay's next transaction comes while marks of the one before are written: 20 ms is longer than that
                "add.partitions.to.txn.retry.backoff.ms", 5,
                "num.network.threads", 2,
                "num.io.threads", 4,
                "background.threads", 2,
                "log.cleaner.dedupe.buffer.size", 4 << 20,
                "log.index.size.max.bytes", 1 << 20));
        Properties properties = new Properties();
        settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
        return properties;
    }
}
