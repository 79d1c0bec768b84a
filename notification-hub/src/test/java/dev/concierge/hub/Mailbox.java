package dev.concierge.hub;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Properties;

/** A mailbox at a mail server that speaks IMAP or POP3. */
public final class Mailbox implements AutoCloseable {
    public static final String NAME = "returned";
    public static final String PASSWORD = "a-password-of-tests";

    private final GreenMail server;
    private final GreenMailUser user;

    private Mailbox(GreenMail server) {
        this.server = server;
        this.user = server.setUser(NAME + "@localhost", NAME, PASSWORD);
    }

    /** @param protocol imap or pop3 */
    public static Mailbox started(String protocol) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return new Mailbox(server);
    }

    public int port() {
        return (server.getImap() == null ? server.getPop3() : server.getImap()).getPort();
    }

    public void deliver(byte[] mail) {
        try {
            user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** How many are in it. */
    public int size() {
        return folder().getMessageCount();
    }

    /** How many are in it that nobody has seen. */
    public long unseen() {
        List<StoredMessage> all = folder().getMessages();
        return all.stream().filter(one -> !one.isSet(Flags.Flag.SEEN)).count();
    }

    private MailFolder folder() {
        try {
            return server.getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
