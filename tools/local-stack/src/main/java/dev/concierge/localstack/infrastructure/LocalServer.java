package dev.concierge.localstack.infrastructure;

/** A server on the loopback address with a data folder that survives it. */
public sealed interface LocalServer extends AutoCloseable permits KafkaServer, MailSink, PostgresServer, RedisServer {
    /**
     * Returns when the server answers.
     *
     * @throws ServerNotStarted with what to do about it
     */
    void start();

    /** Ends the server in order; does nothing when it does not run. */
    void stop();

    /** The port on 127.0.0.1. */
    int port();

    /** The process that serves; this JVM's own for a server inside it. */
    long pid();

    @Override
    default void close() {
        stop();
    }
}
