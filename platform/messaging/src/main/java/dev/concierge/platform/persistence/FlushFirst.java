package dev.concierge.platform.persistence;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes what Hibernate holds back before anything else that a transaction writes at its end. Hibernate itself flushes
 * in the commit, after the outbox has drawn its numbers: numbers would come before the row locks, and one key's
 * messages out of order. What fails here fails as Spring's exception, as any statement of {@code JdbcClient} would.
 */
public final class FlushFirst implements TransactionExecutionListener {
    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null
                && !transaction.isReadOnly()
                && transaction instanceof TransactionStatus status
                && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Flush(status));
        }
    }

    private record Flush(TransactionStatus status) implements TransactionSynchronization, Ordered {
        @Override
        public void beforeCommit(boolean readOnly) {
            status.flush();
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }
}
