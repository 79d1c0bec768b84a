package dev.concierge.platform.parking;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for another run of what a service parked because of something that is over now. */
public final class Redrives {
    private final JdbcClient jdbc;

    Redrives(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Everything of the keys with a message whose cause begins so, in its order.
     *
     * @return how many messages are on their way
     */
    public int request(String cause) {
        return jdbc.sql("""
                UPDATE platform.parked_message SET redrive_requested_at = now()
                WHERE redrive_requested_at IS NULL AND (subscription, key) IN (
                    SELECT subscription, key FROM platform.parked_message WHERE starts_with(cause, ?))
                """).param(cause).update();
    }
}
