package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.infrastructure.PostgresDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** The servers of docker-compose.yml as containers of Testcontainers. */
final class ContainerServers implements Servers {
    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;

    private final GenericContainer<?> postgres = new GenericContainer<>(DockerImageName.parse("postgres:18"))
            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
            .withCommand("postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=300")
            .withExposedPorts(POSTGRES_PORT)
            // the image starts the server twice; the first one only takes the init scripts
            .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));

    private final KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.2.1"))
            .withEnv(Map.of(
                    "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
                    "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4",
                    "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4",
                    "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"));

    private final GenericContainer<?> redis =
            new GenericContainer<>(DockerImageName.parse("valkey/valkey:8")).withExposedPorts(REDIS_PORT);

    private final Path mails;
    private final MailSink mail;

    ContainerServers(Path data) {
        mails = data.resolve("mails");
        mail = MailSink.in(mails, 0, Clock.systemUTC());
    }

    @Override
    public Addresses start() {
        Startables.deepStart(List.of(postgres, kafka, redis)).join();
        mail.start();
        int postgresPort = postgres.getMappedPort(POSTGRES_PORT);
        new PostgresDatabases(postgres.getHost(), postgresPort).createOwner();
        return new Addresses(
                postgres.getHost(),
                postgresPort,
                kafka.getBootstrapServers(),
                redis.getHost(),
                redis.getMappedPort(REDIS_PORT),
                mail.port(),
                mails);
    }

    @Override
    public void stop() {
        mail.stop();
        List.of(postgres, kafka, redis).forEach(GenericContainer::stop);
    }
}
