package dev.concierge.testsupport;

import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import dev.concierge.testsupport.infrastructure.Addresses;
import dev.concierge.testsupport.infrastructure.SharedInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The real Postgres, Kafka, Redis and mail sink of this build. The first JVM that asks starts them for all. */
public final class Infrastructure {
    private static final int REDIS_DATABASES = 16;

    private final Addresses addresses;

    private Infrastructure(Addresses addresses) {
        this.addresses = addresses;
    }

    public static Infrastructure get() {
        return Joined.INSTANCE;
    }

    public PostgresDatabases databases() {
        return new PostgresDatabases(addresses.postgresHost(), addresses.postgresPort());
    }

    /** host:port of the broker. */
    public String kafka() {
        return addresses.kafka();
    }

    public String redisHost() {
        return addresses.redisHost();
    }

    public int redisPort() {
        return addresses.redisPort();
    }

    /** Empties one of Redis' databases, so that limits and caches of one context do not show in the next. */
    int emptyRedisDatabase(int number) {
        int database = number % REDIS_DATABASES;
        try (Socket redis = new Socket(addresses.redisHost(), addresses.redisPort())) {
            String commands = "SELECT " + database + "\r\nFLUSHDB\r\nQUIT\r\n";
            redis.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            redis.getInputStream().readAllBytes();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the mail sink, on 127.0.0.1. */
    public int smtpPort() {
        return addresses.smtpPort();
    }

    /** What the mail sink took since the start of the build's infrastructure. */
    public List<ReceivedMail> mails() {
        return MailSink.read(addresses.mails());
    }

    private static final class Joined {
        private static final Infrastructure INSTANCE = new Infrastructure(SharedInfrastructure.in(
                        RepositoryFolder.find().resolve("target").resolve("infrastructure"))
                .join());
    }
}
