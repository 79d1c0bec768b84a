package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What passes by itself is tried for ever; what does not parks the message. */
class InfrastructureErrorsTests {
    static final List<Throwable> PASSING = List.of(
            new DataAccessResourceFailureException("connection refused"),
            new CannotAcquireLockException("deadlock"),
            new CannotCreateTransactionException("no connection"),
            new TimeoutException("no broker"),
            new KafkaException("topics are not described", new TimeoutException("no broker")),
            new ListenerExecutionFailedException("listener failed", new CannotAcquireLockException("deadlock")),
            new UncheckedIOException(new ConnectException()),
            new IllegalStateException("wrapped", new IOException("reset")),
            sql("08006"),
            sql("40001"),
            sql("53300"),
            sql("57P01"),
            sql("25P03"));

    static final List<Throwable> ITS_OWN = List.of(
            new IllegalArgumentException("number: -1"),
            new NullPointerException(),
            new ListenerExecutionFailedException("listener failed", new IllegalArgumentException("number: -1")),
            new DataIntegrityViolationException("duplicate key"),
            new BadSqlGrammarException("task", "SELEC", new SQLException("syntax", "42601")),
            sql("22021"),
            new DataAccessResourceFailureException("index row size 2712", new SQLException("too long", "54000")),
            unreadable());

    @ParameterizedTest
    @FieldSource("PASSING")
    void waitsForInfrastructure(Throwable failure) {
        assertThat(InfrastructureErrors.caused(failure)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("ITS_OWN")
    void parksWhatFailsByItself(Throwable failure) {
        assertThat(InfrastructureErrors.caused(failure)).isFalse();
    }

    private static Throwable sql(String state) {
        return new UncategorizedSQLException("task", "SELECT", new SQLException("failed", state));
    }

    private static Throwable unreadable() {
        try {
            return new AssertionError(JsonMapper.shared().readTree("{"));
        } catch (JacksonException unreadable) {
            return unreadable;
        }
    }
}
