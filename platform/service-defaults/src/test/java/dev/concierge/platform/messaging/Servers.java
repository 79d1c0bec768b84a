package dev.concierge.platform.messaging;

import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.infrastructure.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A database and a topic prefix of its own for each caller, on the servers of the build. */
final class Servers {
    private static final PostgresServer POSTGRES;
    private static final KafkaServer KAFKA;

    static {
        try {
            Path dir = Files.createTempDirectory("messaging");
            POSTGRES = PostgresServer.in(dir.resolve("pg"), 0).withoutDurability();
            POSTGRES.start();
            KAFKA = KafkaServer.in(dir.resolve("kafka"), 0);
            KAFKA.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                POSTGRES.stop();
                KAFKA.stop();
            }));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Servers() {}

    static Pod.Environment environment() {
        String name = "messaging_" + UUID.randomUUID().toString().substring(0, 8);
        POSTGRES.databases().create(name);
        return new Pod.Environment(
                POSTGRES.databases().url(name), "concierge", "concierge", "localhost:" + KAFKA.port(), name + ".");
    }
}
