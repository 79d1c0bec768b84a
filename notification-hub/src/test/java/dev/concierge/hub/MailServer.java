package dev.concierge.hub;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that keeps what it takes, refuses whom it is told to, and can be down for a while. */
public final class MailServer {
    private final Map<String, List<MimeMessage>> mails = new ConcurrentHashMap<>();
    private final Map<String, byte[]> raws = new ConcurrentHashMap<>();
    private final Set<String> senders = ConcurrentHashMap.newKeySet();
    private final Map<String, RejectException> refused = new ConcurrentHashMap<>();
    private int port;
    private @Nullable SMTPServer server;

    static MailServer started() {
        MailServer mail = new MailServer();
        mail.start();
        return mail;
    }

    public void start() {
        SMTPServer smtp = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandlerFactory(_ -> new Incoming())
                .build();
        smtp.start();
        port = smtp.getPortAllocated();
        server = smtp;
    }

    public void stop() {
        if (server != null) {
            server.stop();
        }
    }

    int port() {
        return port;
    }

    /** Answers mails to this address with the code, until told to accept them. */
    public void refuse(String address, int code, String text) {
        refused.put(address, new RejectException(code, text));
    }

    public void accept(String address) {
        refused.remove(address);
    }

    public List<MimeMessage> to(String address) {
        return List.copyOf(mails.getOrDefault(address, List.of()));
    }

    /** The return paths of all mails so far. */
    public Set<String> senders() {
        return Set.copyOf(senders);
    }

    /** The mail as it came over the wire. */
    public byte[] raw(MimeMessage mail) throws MessagingException {
        return Objects.requireNonNull(raws.get(mail.getMessageID()), "no such mail");
    }

    private final class Incoming implements MessageHandler {
        private String to = "";

        @Override
        public void from(String sender) {
            senders.add(sender);
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            RejectException refusal = refused.get(recipient);
            if (refusal != null) {
                throw refusal;
            }
            to = recipient;
        }

        @Override
        public String data(InputStream content) throws RejectException, IOException {
            try {
                byte[] raw = content.readAllBytes();
                MimeMessage mail =
                        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
                raws.put(mail.getMessageID(), raw);
                mails.computeIfAbsent(to, _ -> new CopyOnWriteArrayList<>()).add(mail);
                return "kept";
            } catch (MessagingException e) {
                throw new RejectException(554, "not a MIME message");
            }
        }

        @Override
        public void done() {
            // nothing to close
        }
    }
}
