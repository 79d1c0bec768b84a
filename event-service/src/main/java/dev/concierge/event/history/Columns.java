package dev.concierge.event.history;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.PreparedStatementSetter;

/** Rows handed to one statement as an array per column, for {@code unnest}. */
final class Columns<T> {
    private final List<T> rows;
    private final List<Function<T, Object>> columns;

    @SafeVarargs
    Columns(List<T> rows, Function<T, Object>... columns) {
        this.rows = rows;
        this.columns = List.of(columns);
    }

    /** Sets them as text arrays from the first parameter on; the statement casts each to its type. */
    PreparedStatementSetter asParameters() {
        return statement -> {
            for (int column = 0; column < columns.size(); column++) {
                statement.setArray(column + 1, array(statement.getConnection(), columns.get(column)));
            }
        };
    }

    private Array array(Connection connection, Function<T, Object> column) throws SQLException {
        return connection.createArrayOf(
                "text", rows.stream().map(column).map(Object::toString).toArray(String[]::new));
    }
}
