package dev.concierge.platform.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
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
    private static final String CONNECTION_EXCEPTION = "08";
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
            when isOf(DATA_EXCEPTION, refused) ->
                ProblemAnswer.of(400, "invalid-input", "A value cannot be stored, such as text with a NUL character.");
            // such as a commit that was cut off, to which Hibernate gives no kind
            case DataAccessException lost when isOf(CONNECTION_EXCEPTION, lost) -> ProblemAnswer.unavailable("store");
            default -> null;
        };
    }

    private static boolean isOf(String sqlClass, DataAccessException refused) {
        return findSql(refused) instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(sqlClass);
    }

    /** Not the most specific cause: below what the driver says may be what the socket said. */
    private static @Nullable SQLException findSql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
