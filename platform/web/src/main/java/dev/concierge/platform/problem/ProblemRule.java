package dev.concierge.platform.problem;

import org.jspecify.annotations.Nullable;

/** Knows the answer to some exceptions; beans of this type are asked in order, the first answer counts. */
@FunctionalInterface
public interface ProblemRule {
    /** Null when this rule does not know the exception. */
    @Nullable
    ProblemAnswer answer(Throwable failure);
}
