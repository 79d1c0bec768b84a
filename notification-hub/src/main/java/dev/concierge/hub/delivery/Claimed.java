package dev.concierge.hub.delivery;

import java.time.Instant;

/**
 * A delivery that this pod looks at.
 *
 * @param attempt also the claim: who holds an older number has lost it
 * @param firstAttemptAt from when on its patience counts
 * @param inDoubt whether a pod that fell silent may have sent it
 * @param held whether its guest was told to wait before
 */
record Claimed(Notification notification, int attempt, Instant firstAttemptAt, boolean inDoubt, boolean held) {}
