package dev.concierge.hub.delivery.retention;

import dev.concierge.platform.database.Slices;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets what was told to guests when its time is over. Whatever is still to go out stays. Any pod may. */
final class ForgetOldNotifications {
    private static final String SAID = """
            UPDATE notification SET forgotten_at = now(), data = '{}',
                content = CASE WHEN content IS NOT NULL THEN '{"text": ""}'::jsonb END
            WHERE notification_id IN (
                SELECT notification_id FROM notification AS old
                WHERE received_at < :limit AND forgotten_at IS NULL
                  AND NOT EXISTS (SELECT FROM delivery WHERE delivery.notification_id = old.notification_id
                                    AND state IN ('pending', 'held', 'claimed', 'sending'))
                ORDER BY received_at LIMIT :most FOR UPDATE SKIP LOCKED)""";

    private static final String RECEIPTS = """
            DELETE FROM notification WHERE notification_id IN (
                SELECT notification_id FROM notification AS old
                WHERE received_at < :limit AND forgotten_at IS NOT NULL
                LIMIT :most FOR UPDATE SKIP LOCKED)""";

    private static final String INBOX = """
            DELETE FROM inbox_item WHERE notification_id IN (
                SELECT notification_id FROM inbox_item WHERE received_at < :limit LIMIT :most FOR UPDATE SKIP LOCKED)""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final KeptSettings settings;

    ForgetOldNotifications(JdbcClient jdbc, Clock clock, KeptSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        forget(SAID, settings.mails());
        forget(RECEIPTS, settings.receipts());
        forget(INBOX, settings.inbox());
    }

    private void forget(String statement, Duration kept) {
        OffsetDateTime limit = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
        Slices.forget(most ->
                jdbc.sql(statement).param("limit", limit).param("most", most).update());
    }
}
