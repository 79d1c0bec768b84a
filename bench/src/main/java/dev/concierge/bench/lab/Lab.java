package dev.concierge.bench.lab;

import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.localstack.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** Servers of its own for one run: Postgres with fsync, and a broker in a process of its own. */
public final class Lab implements AutoCloseable {
    private static final int PARTITIONS = 16;

    private final Path folder;
    private final PostgresServer postgres;
    private final int kafkaPort;
    private Process kafka;

    public Lab() throws IOException {
        folder = Files.createTempDirectory("concierge-bench");
        // a laptop's 64 MB and checkpoints after 1 GB would measure the disk
        postgres = PostgresServer.in(folder.resolve("postgres"), 0)
                .withSettings("shared_buffers=1GB", "max_wal_size=16GB", "checkpoint_timeout=30min");
        postgres.start();
        postgres.databases().create("bench");
        kafkaPort = FreePort.next();
        kafka = startKafka();
    }

    /** For what else the run writes. */
    public Path folder() {
        return folder;
    }

    public String databaseUrl() {
        return postgres.databases().url("bench");
    }

    /** Of a database of that name, made when it is not there. */
    public String databaseUrl(String name) {
        postgres.databases().create(name);
        return postgres.databases().url(name);
    }

    /** Writes what the databases have in memory to the disk. */
    public void checkpoint() {
        postgres.databases().checkpoint();
    }

    public String databaseUser() {
        return PostgresDatabases.OWNER;
    }

    public String databasePassword() {
        return PostgresDatabases.PASSWORD;
    }

    public String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Makes what services of others own and these read. */
    public void createTopics(String... names) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            admin.createTopics(Stream.of(names)
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** Forgets what a topic holds, so that a consumer that is new to it begins with what comes. */
    public void emptyTopic(String name) throws IOException, InterruptedException {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(name, number))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            admin.deleteRecords(partitions.stream()
                            .collect(Collectors.toMap(Function.identity(), _ -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /** Ends the broker at once, as a crash would, and starts it again after so long. */
    public void crashKafka(Duration down) throws IOException, InterruptedException {
        kafka.destroyForcibly().onExit().join();
        TimeUnit.MILLISECONDS.sleep(down.toMillis());
        kafka = startKafka();
    }

    /** Its orderly end, as an upgrade has it, and its start again. */
    public void restartPostgres() {
        postgres.stop();
        postgres.start();
    }

    private Process startKafka() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(KafkaServer.JVM_OPTIONS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                KafkaServer.class.getName(),
                folder.resolve("kafka").toString(),
                Integer.toString(kafkaPort)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kafka.log").toFile()))
                .start();
    }

    @Override
    public void close() {
        kafka.destroy();
        kafka.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(_ -> kafka.destroyForcibly())
                .join();
        postgres.stop();
        try {
            Folder.delete(folder);
        } catch (UncheckedIOException e) {
            System.err.println("left behind: " + folder);
        }
    }
}
