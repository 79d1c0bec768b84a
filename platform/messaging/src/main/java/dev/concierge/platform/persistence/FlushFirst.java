package dev.concierge.platform.persistence;

import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes what Hibernate holds back before anything else that a transaction writes at its end. Hibernate itself flushes
 * in the commit, after the outbox has drawn its numbers: numbers would come before the row locks, and one key's
 * messages out of order. What fails here fails as Spring's exception, as any statement of {@code JdbcClient} would.
 *
 * <p>A savepoint holds for entities too: what was changed behind one that is rolled back is forgotten.
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

        /** What is not written yet would be taken for written behind it. */
        @Override
        public void savepoint(Object savepoint) {
            if (sessions().anyMatch(Session::isDirty)) {
                throw new IllegalTransactionStateException(
                        "Changed entities are not written (expected: a flush before a nested transaction)");
            }
        }

        @Override
        public void savepointRollback(Object savepoint) {
            sessions().forEach(Session::clear);
        }

        private static Stream<Session> sessions() {
            return TransactionSynchronizationManager.getResourceMap().values().stream()
                    .filter(EntityManagerHolder.class::isInstance)
                    .map(holder ->
                            ((EntityManagerHolder) holder).getEntityManager().unwrap(Session.class));
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }
}
