package dev.concierge.journey.timer;

import java.util.List;

/** Who moves on when timers fire; called in the transaction that takes them. */
public interface ElapsedTimers {
    void on(List<DueTimer> due);
}
