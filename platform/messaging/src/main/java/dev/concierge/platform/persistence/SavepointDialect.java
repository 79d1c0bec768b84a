package dev.concierge.platform.persistence;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Spring's dialect of Hibernate with what {@code JdbcClient} beside it is used to: savepoints, and failures by SQL state,
 * so that a broken unique rule is a {@code DuplicateKeyException} whoever met it.
 */
final class SavepointDialect extends HibernateJpaDialect {
    SavepointDialect() {
        setJdbcExceptionTranslator(new SQLExceptionSubclassTranslator());
    }

    @Override
    public Object beginTransaction(EntityManager manager, TransactionDefinition definition) throws SQLException {
        return new Begun(super.beginTransaction(manager, definition), manager.unwrap(Session.class));
    }

    @Override
    public void cleanupTransaction(@Nullable Object transactionData) {
        super.cleanupTransaction(transactionData instanceof Begun begun ? begun.data : transactionData);
    }

    private record Begun(Object data, Session session) implements SavepointManager {
        @Override
        public Object createSavepoint() {
            return session.doReturningWork(Connection::setSavepoint);
        }

        @Override
        public void rollbackToSavepoint(Object savepoint) {
            session.doWork(connection -> connection.rollback((Savepoint) savepoint));
        }

        @Override
        public void releaseSavepoint(Object savepoint) {
            session.doWork(connection -> connection.releaseSavepoint((Savepoint) savepoint));
        }
    }
}
