package dev.concierge.platform.sample;

import dev.concierge.platform.problem.Fact;
import java.io.IOException;
import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FailureController {
    static final class SampleMissing extends Fact {
        SampleMissing(String id) {
            super(Kind.NOT_FOUND, "sample-not-found", "There is no sample " + id + ".");
        }
    }

    static final class ShareTaken extends Fact {
        ShareTaken() {
            super(Kind.TOO_MANY_REQUESTS, "share-taken", "This caller has its share.");
        }
    }

    @GetMapping("/failures/{kind}")
    void fail(@PathVariable String kind) throws Exception {
        throw switch (kind) {
            case "fact" -> new SampleMissing("s1");
            case "database" -> new DataAccessResourceFailureException("jdbc:postgresql://secret-host refused");
            case "transaction" -> new CannotCreateTransactionException("no connection from secret-host");
            case "share" ->
                new CannotCreateTransactionException("secret-host", new SQLException("secret-host", new ShareTaken()));
            case "commit" -> new TransactionSystemException("secret-host", new SQLException("gone", "08006"));
            case "cut-off" ->
                new UncategorizedSQLException(
                        "commit", null, new SQLException("secret-host", "08006", new IOException("secret-host")));
            case "value" -> new DataIntegrityViolationException("secret-host", new SQLException("0x00", "22021"));
            case "older" -> new OptimisticLockingFailureException("secret-host");
            case "twice" -> new DuplicateKeyException("secret-host");
            case "checked" -> new Exception("secret-host");
            default -> new IllegalStateException("secret-host is not " + kind);
        };
    }
}
