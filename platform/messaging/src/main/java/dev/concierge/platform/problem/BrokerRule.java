package dev.concierge.platform.problem;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** A broker that cannot be reached now. */
final class BrokerRule implements ProblemRule {
    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return DatabaseRule.unavailable("broker");
            }
        }
        return null;
    }
}
