package dev.concierge.platform.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells failures of database, broker or network, which pass, from a message's own, which do not. */
public final class InfrastructureErrors {
    private InfrastructureErrors() {}

    public static boolean caused(Throwable failure) {
        boolean found = false;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isBeyondItsLimits(cause)) {
                return false;
            }
            found = found || isOne(cause);
        }
        return found;
    }

    /** Such as a text that is too long for its index: Spring takes that for a resource that is short, and it stays as long. */
    private static boolean isBeyondItsLimits(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("54");
    }

    private static boolean isOne(Throwable cause) {
        return switch (cause) {
            // what spring-kafka puts around whatever a listener throws
            case ListenerExecutionFailedException _ -> false;
            case TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    DataAccessResourceFailureException _,
                    NonTransientDataAccessResourceException _,
                    CannotCreateTransactionException _,
                    TransactionTimedOutException _,
                    TransactionSystemException _,
                    KafkaException _,
                    org.springframework.kafka.KafkaException _,
                    UncheckedIOException _ -> true;
            // 08: connection, 40: rolled back by the server, 53: out of resources, 57: shut down, 58: system, 25P03:
            // idle
            case SQLException sql ->
                sql.getSQLState() != null && sql.getSQLState().matches("(08|40|53|57|58).*|25P03");
            // a parser's exception about the message is an IOException too in Jackson 2, never in Jackson 3
            case IOException _ -> true;
            default -> false;
        };
    }
}
