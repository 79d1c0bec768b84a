package dev.concierge.hub.delivery.email;

import dev.concierge.platform.observability.Dependency;
import jakarta.mail.MessagingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * The mail servers, one of which has to answer: it takes the mails of the others. Asked over a connection of its own, so
 * that no mail waits for a question.
 */
final class MailServers implements Dependency, DisposableBean {
    /** Servers take who only asks for an attacker: Postfix counts faults from a hundred NOOPs on. */
    private static final int QUESTIONS = 50;

    private final List<SmtpServer> servers;
    private SmtpServer.@Nullable Connection open;
    private int asked;

    /** @param servers with short time-outs, the one to prefer first */
    MailServers(List<SmtpServer> servers) {
        this.servers = List.copyOf(servers);
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public synchronized void ask() throws MessagingException {
        SmtpServer.Connection kept = open;
        asked++;
        if (kept == null || asked > QUESTIONS || !kept.answers()) {
            destroy();
            open = connected();
            asked = 0;
        }
    }

    private SmtpServer.Connection connected() throws MessagingException {
        MessagingException last = new MessagingException("no mail server");
        for (SmtpServer server : servers) {
            try {
                SmtpServer.Connection connection = server.connect();
                if (connection.answers()) {
                    return connection;
                }
                last = new MessagingException(server + " greets and answers nothing");
            } catch (MessagingException unreachable) {
                last = unreachable;
            }
        }
        throw last;
    }

    @Override
    public synchronized void destroy() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
