package dev.concierge.hub.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** One SMTP server and the connections to it that are kept open: greeting and authenticating costs more than a mail. */
final class SmtpServer {
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MAILS_PER_CONNECTION = 500;

    private final String host;
    private final int port;
    private final @Nullable String username;
    private final @Nullable String password;
    private final Session session;
    private final Clock clock;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile Instant avoidedUntil = Instant.MIN;

    SmtpServer(
            String host, int port, @Nullable String username, @Nullable String password, Session session, Clock clock) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
        this.session = session;
        this.clock = clock;
    }

    /** A connection to it. */
    static final class Connection {
        private final Transport transport;
        private Instant usedAt;
        private int mails;

        private Connection(Transport transport, Instant usedAt) {
            this.transport = transport;
            this.usedAt = usedAt;
        }

        void send(ComposeMail.Composed message) throws MessagingException {
            mails++;
            transport.sendMessage(message, message.getAllRecipients());
        }

        /** Asks the server, by NOOP. */
        boolean answers() {
            return transport.isConnected();
        }

        void close() {
            try {
                transport.close();
            } catch (MessagingException gone) {
                // it was to be closed
            }
        }
    }

    /** Whether it failed a moment ago, so that others are asked first. */
    boolean isAvoided() {
        return clock.instant().isBefore(avoidedUntil);
    }

    void avoid(Duration length) {
        avoidedUntil = clock.instant().plus(length);
    }

    /** One that answers, as far as can be told. */
    Connection connection() throws MessagingException {
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (isAlive(kept)) {
                return kept;
            }
            kept.close();
        }
        return connect();
    }

    /** A new one, greeted and let in. */
    Connection connect() throws MessagingException {
        Transport transport = session.getTransport("smtp");
        transport.connect(host, port, username, password);
        avoidedUntil = Instant.MIN;
        return new Connection(transport, clock.instant());
    }

    /** After a mail that went through, or was refused in an orderly way. */
    void keep(Connection connection) {
        if (connection.mails < MAILS_PER_CONNECTION && connection.answers()) {
            connection.usedAt = clock.instant();
            idle.addFirst(connection);
        } else {
            connection.close();
        }
    }

    /** Closes those that nobody has used for a while: servers do so after a minute or five, in the middle of a word. */
    void closeIdle() {
        for (Connection last = idle.peekLast(); last != null && age(last).compareTo(IDLE) > 0; last = idle.peekLast()) {
            if (idle.removeLastOccurrence(last)) {
                last.close();
            }
        }
    }

    void closeAll() {
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            kept.close();
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** Asks the server where the answer is no longer certain. */
    private boolean isAlive(Connection connection) {
        return age(connection).compareTo(FRESH) < 0 || connection.answers();
    }

    private Duration age(Connection connection) {
        return Duration.between(connection.usedAt, clock.instant());
    }
}
