package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.infrastructure.LocalServer;
import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.infrastructure.PostgresServer;
import dev.concierge.localstack.infrastructure.RedisServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The binaries of the local stack: what `./concierge` runs on a laptop, without fsync. */
final class EmbeddedServers implements Servers {
    private final Path mails;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final RedisServer redis;
    private final MailSink mail;

    /** @param programs where unpacked programs are kept for the next time */
    EmbeddedServers(Path data, Path programs) {
        mails = data.resolve("mails");
        postgres = PostgresServer.in(data.resolve("postgres"), 0)
                .withPrograms(programs)
                .withoutDurability();
        kafka = KafkaServer.in(data.resolve("kafka"), 0);
        redis = RedisServer.in(data.resolve("redis"), 0);
        mail = MailSink.in(mails, 0, Clock.systemUTC());
    }

    @Override
    public Addresses start() {
        List<CompletableFuture<Void>> starts = servers().stream()
                .map(server -> CompletableFuture.runAsync(server::start, task -> new Thread(task).start()))
                .toList();
        try {
            starts.forEach(CompletableFuture::join);
        } catch (RuntimeException failure) {
            starts.forEach(start -> start.exceptionally(_ -> null).join());
            stop();
            throw failure;
        }
        return new Addresses(
                "127.0.0.1",
                postgres.port(),
                "127.0.0.1:" + kafka.port(),
                "127.0.0.1",
                redis.port(),
                mail.port(),
                mails);
    }

    @Override
    public void stop() {
        servers().forEach(LocalServer::stop);
    }

    /** What a killed process could not stop; what ran inside it is gone with it. */
    void stopLeftovers() {
        postgres.stopLeftover();
        redis.stopLeftover();
    }

    private List<LocalServer> servers() {
        return List.of(kafka, postgres, redis, mail);
    }
}
