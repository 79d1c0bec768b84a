package dev.concierge.hub.delivery.bounce;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import jakarta.mail.MessagingException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the mailbox of returned mails now and then, on a thread of its own: its server may take long to answer. */
final class WatchMailbox extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(WatchMailbox.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReadMailbox mailbox;
    private final MailboxSettings settings;
    private boolean isAway;

    WatchMailbox(ReadMailbox mailbox, MailboxSettings settings) {
        super("returned-mails", Workload.BACKGROUND::run, PATIENCE);
        this.mailbox = mailbox;
        this.settings = settings;
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        look();
        loop.await(settings.poll());
    }

    private void look() {
        try {
            int reports = mailbox.look();
            if (reports > 0 || isAway) {
                log.info("Took {} returned mails from {}", reports, settings);
            }
            isAway = false;
        } catch (MessagingException unreachable) {
            if (!isAway) {
                log.warn("{} cannot be read, and is tried again each {}", settings, settings.poll(), unreachable);
            }
            isAway = true;
        }
    }
}
