package dev.concierge.testsupport;

import dev.concierge.localstack.infrastructure.ReceivedMail;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The mails that a service under test sent. Recipients tell tests apart: take a new address in each. */
public final class TestMails {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Infrastructure infrastructure;

    TestMails(Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
    }

    /** The first mail to this recipient, waiting for it a bounded time. */
    public ReceivedMail await(String recipient) {
        return Awaitility.await("a mail to " + recipient)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> to(recipient), mails -> !mails.isEmpty())
                .getFirst();
    }

    /** The mails to this recipient up to now, the oldest first. */
    public List<ReceivedMail> to(String recipient) {
        return infrastructure.mails().stream()
                .filter(mail -> mail.to().contains(recipient))
                .toList();
    }
}
