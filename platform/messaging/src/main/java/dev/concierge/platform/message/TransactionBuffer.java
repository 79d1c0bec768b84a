package dev.concierge.platform.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects what a transaction wants written at its end, and writes it in one statement just before the commit. The
 * row locks taken meanwhile are still held then, so what one key's transactions write keeps the order of their commits.
 */
public final class TransactionBuffer<T> {
    private final Consumer<List<T>> write;
    private final Runnable afterCommit;

    /**
     * @param write called in the transaction, with at least one item
     * @param afterCommit called after the commit of a transaction that wrote something
     */
    public TransactionBuffer(Consumer<List<T>> write, Runnable afterCommit) {
        this.write = write;
        this.afterCommit = afterCommit;
    }

    /** Adds an item to the transaction under way. */
    public void add(T item) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("No transaction is under way (expected: one to write in)");
        }
        @SuppressWarnings("unchecked")
        var pending = (List<T>) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new ArrayList<>();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(new Flush(pending));
        }
        pending.add(item);
    }

    private final class Flush implements TransactionSynchronization {
        private final List<T> pending;
        private final Map<Object, Integer> sizes = new HashMap<>();

        private Flush(List<T> pending) {
            this.pending = pending;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TransactionBuffer.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionBuffer.this, pending);
        }

        @Override
        public void savepoint(Object savepoint) {
            sizes.put(savepoint, pending.size());
        }

        /** A savepoint nobody told of was set before the first item. */
        @Override
        public void savepointRollback(Object savepoint) {
            pending.subList(sizes.getOrDefault(savepoint, 0), pending.size()).clear();
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!pending.isEmpty()) {
                write.accept(pending);
            }
        }

        @Override
        public void afterCommit() {
            afterCommit.run();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionBuffer.this);
        }
    }
}
