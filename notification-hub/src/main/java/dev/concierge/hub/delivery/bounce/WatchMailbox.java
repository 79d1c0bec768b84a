package dev.concierge.hub.delivery.bounce;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import jakarta.mail.MessagingException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks into the mailbox of returned mails now and then, on a thread of its own: its server may take long to answer. */
final class WatchMailbox implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WatchMailbox.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReadMailbox mailbox;
    private final MailboxSettings settings;
    private volatile @Nullable Loop loop;
    private boolean isAway;

    WatchMailbox(ReadMailbox mailbox, MailboxSettings settings) {
        this.mailbox = mailbox;
        this.settings = settings;
    }

    @Override
    public void start() {
        loop = Loop.start("returned-mails", Workload.BACKGROUND::run, turn -> {
            look();
            turn.await(settings.poll());
        });
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

    @Override
    public void stop() {
        Loop running = loop;
        if (running != null) {
            running.stop();
            running.stop(PATIENCE);
        }
        loop = null;
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
