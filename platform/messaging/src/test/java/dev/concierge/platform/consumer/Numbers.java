package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes each number it reads; at one of them it fails after the write, as often as it is told to. */
final class Numbers implements Subscription {
    private final JdbcClient jdbc;
    private final int failsAt;
    private int failures;

    Numbers(Inbox inbox, int failsAt, int failures) {
        this.jdbc = inbox.jdbc();
        this.failsAt = failsAt;
        this.failures = failures;
        jdbc.sql("CREATE TABLE effect_log (position int GENERATED ALWAYS AS IDENTITY, n int)")
                .update();
    }

    @Override
    public List<String> topics() {
        return List.of("t");
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        for (ReceivedMessage message : batch) {
            int number = message.as(Integer.class);
            jdbc.sql("INSERT INTO effect_log (n) VALUES (?)").param(number).update();
            if (number == failsAt && failures-- > 0) {
                throw new IllegalStateException("failed at " + number);
            }
        }
    }

    List<Integer> effects() {
        return jdbc.sql("SELECT n FROM effect_log ORDER BY position")
                .query((row, _) -> row.getInt(1))
                .list();
    }
}
