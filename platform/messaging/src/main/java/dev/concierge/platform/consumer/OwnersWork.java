package dev.concierge.platform.consumer;

import java.util.List;

/** The turn of the work that belongs to whoever owns a partition: redrives of parked messages, timers. */
final class OwnersWork {
    private static final long REDRIVE_LOOK_NANOS = 1_000_000_000L;

    private final BatchTransaction transactions;
    private final ParkedMessages parked;
    private final List<PartitionWork> works;

    private long lookedAt = System.nanoTime() - REDRIVE_LOOK_NANOS;

    OwnersWork(BatchTransaction transactions, ParkedMessages parked, List<PartitionWork> works) {
        this.transactions = transactions;
        this.parked = parked;
        this.works = works;
    }

    /** Does one bounded step of each; true when there may be more at once. */
    boolean step(Assignment assignment) {
        if (assignment.isEmpty()) {
            return false;
        }
        boolean more = redrive(assignment);
        for (PartitionWork work : works) {
            if (assignment.hasCaughtUp() && work.isDue(assignment.shards())) {
                transactions.work(work, assignment.shards(), assignment.fence());
                more = true;
            }
        }
        return more;
    }

    private boolean redrive(Assignment assignment) {
        if (System.nanoTime() - lookedAt < REDRIVE_LOOK_NANOS) {
            return false;
        }
        List<ParkedMessages.Parked> heads = parked.redrives(assignment.shards());
        for (ParkedMessages.Parked head : heads) {
            transactions.redrive(head, assignment.fence());
        }
        if (heads.isEmpty()) {
            lookedAt = System.nanoTime();
        }
        return !heads.isEmpty();
    }
}
