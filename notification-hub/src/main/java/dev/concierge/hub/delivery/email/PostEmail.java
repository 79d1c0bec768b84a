package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.email.ComposeMail.Composed;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Hands a mail to the first SMTP server that takes it. */
final class PostEmail {
    private static final Duration AVOIDED = Duration.ofSeconds(15);

    private final ComposeMail composing;
    private final List<SmtpServer> servers;
    private final List<SmtpServer> utf8Servers;

    /**
     * @param servers the one to prefer first
     * @param utf8Servers the same for addresses beyond ASCII: SMTPUTF8 is asked for where it is offered
     */
    PostEmail(ComposeMail composing, List<SmtpServer> servers, List<SmtpServer> utf8Servers) {
        this.composing = composing;
        this.servers = List.copyOf(servers);
        this.utf8Servers = List.copyOf(utf8Servers);
    }

    /** How it went. */
    sealed interface Posted {}

    record Taken() implements Posted {}

    record Refused(Refusal refusal) implements Posted {}

    /** The connection broke when all of it had been written: the server may have it. */
    record Unknown(String cause) implements Posted {}

    Posted post(Email email) {
        Composed message;
        try {
            message = composing.compose(email);
        } catch (MessagingException | IllegalArgumentException notComposable) {
            return new Refused(new Refusal(true, "invalid address or content", 0));
        }
        Posted last = new Refused(new Refusal(false, "no mail server", 0));
        for (SmtpServer server : inTurn(message.needsUtf8() ? utf8Servers : servers)) {
            last = post(message, server);
            if (!(last instanceof Refused refused)
                    || refused.refusal().isFinal()
                    || refused.refusal().isOfTheMail()) {
                return last;
            }
        }
        return last;
    }

    void closeIdle() {
        all().forEach(SmtpServer::closeIdle);
    }

    void closeAll() {
        all().forEach(SmtpServer::closeAll);
    }

    private Stream<SmtpServer> all() {
        return Stream.concat(servers.stream(), utf8Servers.stream());
    }

    private static List<SmtpServer> inTurn(List<SmtpServer> servers) {
        return servers.stream()
                .sorted(Comparator.comparing(SmtpServer::isAvoided))
                .toList();
    }

    private static Posted post(Composed message, SmtpServer server) {
        SmtpServer.Connection connection;
        try {
            connection = server.connection();
        } catch (MessagingException unreachable) {
            server.avoid(AVOIDED);
            return new Refused(Refusal.of(unreachable));
        }
        try {
            connection.send(message);
            server.keep(connection);
            return new Taken();
        } catch (MessagingException failure) {
            Refusal refusal = Refusal.of(failure);
            if (refusal.isAnswered()) {
                server.keep(connection);
                return new Refused(refusal);
            }
            connection.close();
            return message.isWritten() ? new Unknown(refusal.reason()) : new Refused(refusal);
        }
    }
}
