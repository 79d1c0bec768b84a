package dev.concierge.platform.kafka;

import dev.concierge.platform.problem.ProblemAnswer;
import dev.concierge.platform.problem.ProblemRule;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** A broker that cannot be reached now. */
final class BrokerRule implements ProblemRule {
    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return ProblemAnswer.unavailable("broker");
            }
        }
        return null;
    }
}
