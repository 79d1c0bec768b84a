package dev.concierge.hub.delivery.bounce;

import dev.concierge.hub.delivery.email.MailIds;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.angus.mail.pop3.POP3Folder;

/**
 * Reads returned mails out of a mailbox. Each is taken before it is deleted, so one that a crash left behind is taken
 * again, which changes nothing more; two pods that read one mailbox do no harm. What is no report about a mail of ours
 * is left for whoever looks after the mailbox: marked as seen by IMAP, remembered by this process for POP3, which has
 * no marks.
 */
final class ReadMailbox {
    /** Mails of one look: a flood is read in several. */
    private static final int STEP = 200;
    /** A report may bring back the whole mail; ours are smaller. */
    private static final int LARGEST = 4 * 1024 * 1024;

    private static final String TIMEOUT_MILLIS = "15000";

    private final MailboxSettings settings;
    private final MailIds ids;
    private final Consumer<Returned> taking;
    private final Session session;
    private Set<String> looked = new HashSet<>();

    /** @param taking what is done with each */
    ReadMailbox(MailboxSettings settings, MailIds ids, Consumer<Returned> taking) {
        this.settings = settings;
        this.ids = ids;
        this.taking = taking;
        this.session = Session.getInstance(properties(settings.protocol().written()));
    }

    private static Properties properties(String protocol) {
        Properties properties = new Properties();
        for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail." + protocol + "." + limit, TIMEOUT_MILLIS);
        }
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.setProperty("mail." + protocol + ".peek", "true"); // seen is what was taken
        return properties;
    }

    /** Looks once; how many reports about mails of ours there were. */
    int look() throws MessagingException {
        try (Store store = session.getStore(settings.protocol().written())) {
            int port = settings.port() == 0 ? -1 : settings.port();
            store.connect(settings.host(), port, settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                return take(folder);
            }
        }
    }

    private int take(Folder folder) throws MessagingException {
        int reports = 0;
        for (Message message : unread(folder)) {
            if (take(message)) {
                reports++;
                message.setFlag(Flags.Flag.DELETED, true); // closing the folder removes them
            } else if (folder instanceof POP3Folder pop3) {
                looked.add(pop3.getUID(message));
            } else {
                message.setFlag(Flags.Flag.SEEN, true);
            }
        }
        return reports;
    }

    private List<Message> unread(Folder folder) throws MessagingException {
        Message[] all = folder.getMessages();
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.FLAGS);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(all, profile);
        return folder instanceof POP3Folder pop3 ? notLookedAt(pop3, all) : unseen(all);
    }

    private static List<Message> unseen(Message[] all) throws MessagingException {
        List<Message> unseen = new ArrayList<>();
        for (Message message : all) {
            if (unseen.size() < STEP && !message.isSet(Flags.Flag.SEEN) && !message.isSet(Flags.Flag.DELETED)) {
                unseen.add(message);
            }
        }
        return unseen;
    }

    private List<Message> notLookedAt(POP3Folder folder, Message[] all) throws MessagingException {
        Set<String> still = new HashSet<>();
        List<Message> fresh = new ArrayList<>();
        for (Message message : all) {
            String uid = folder.getUID(message);
            if (looked.contains(uid)) {
                still.add(uid);
            } else if (fresh.size() < STEP) {
                fresh.add(message);
            }
        }
        looked = still;
        return fresh;
    }

    private boolean take(Message message) throws MessagingException {
        if (message.getSize() > LARGEST) {
            return false;
        }
        Returned returned = Returned.read(bytes(message), ids);
        taking.accept(returned);
        return !(returned instanceof Returned.Nothing nothing) || nothing.isAboutOurs();
    }

    /** A server may say a smaller size than it sends. */
    private static byte[] bytes(Message message) throws MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(new OutputStream() {
                @Override
                public void write(int one) {
                    if (bytes.size() < LARGEST) {
                        bytes.write(one);
                    }
                }

                @Override
                public void write(byte[] many, int from, int length) {
                    bytes.write(many, from, Math.min(length, LARGEST - bytes.size()));
                }
            });
        } catch (IOException broken) {
            throw new MessagingException("a mail that cannot be read", broken);
        }
        return bytes.toByteArray();
    }
}
