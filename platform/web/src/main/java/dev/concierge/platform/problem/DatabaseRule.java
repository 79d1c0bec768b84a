package dev.concierge.platform.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** A store (Postgres or Redis) that cannot be reached now, or that refuses a value. */
final class DatabaseRule implements ProblemRule {
    private static final String DATA_EXCEPTION = "22";

    @Override
    public @Nullable ProblemAnswer answer(Throwable failure) {
        return switch (failure) {
            // refused before the store was asked, such as whoever has its share of connections
            case DataAccessException refused
            when refused.getMostSpecificCause() instanceof Fact fact -> ProblemAnswer.of(fact);
            case TransactionException refused
            when refused.getMostSpecificCause() instanceof Fact fact -> ProblemAnswer.of(fact);
            case DataAccessResourceFailureException down -> ProblemAnswer.unavailable("store");
            case CannotCreateTransactionException down -> ProblemAnswer.unavailable("store");
            case TransactionSystemException lost
            when lost.contains(SQLException.class) -> ProblemAnswer.unavailable("store");
            // it counts as transient to Spring, but the client holds the older version and has to read again
            case OptimisticLockingFailureException older ->
                ProblemAnswer.of(412, "changed-meanwhile", "It was changed meanwhile; read it again.");
            case TransientDataAccessException busy -> ProblemAnswer.unavailable("store");
            case RecoverableDataAccessException down -> ProblemAnswer.unavailable("store");
            case DuplicateKeyException twice -> ProblemAnswer.of(409, "already-exists", "It exists already.");
            case DataIntegrityViolationException refused
            when isAboutTheValue(refused) ->
                ProblemAnswer.of(400, "invalid-input", "A value cannot be stored, such as text with a NUL character.");
            default -> null;
        };
    }

    private static boolean isAboutTheValue(DataIntegrityViolationException refused) {
        return NestedExceptionUtils.getMostSpecificCause(refused) instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(DATA_EXCEPTION);
    }
}
