package dev.concierge.resource.shard;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/**
 * Several statements that go to the database together; each sees what those before it did. On a busy machine most of a
 * small transaction's cost is going there and back.
 */
public final class RoundTrip {
    private final JdbcOperations jdbc;
    private final List<Part> parts = new ArrayList<>();

    RoundTrip(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows, once it has run. */
    public <T> Supplier<List<T>> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        List<T> rows = new ArrayList<>();
        parts.add(new Part(sql, parameters, statement -> {
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    rows.add(mapper.mapRow(result, rows.size()));
                }
            }
        }));
        return () -> rows;
    }

    /** How many rows it changed, once it has run. */
    public IntSupplier update(String sql, @Nullable Object... parameters) {
        int[] count = {0};
        parts.add(new Part(sql, parameters, statement -> count[0] = statement.getUpdateCount()));
        return () -> count[0];
    }

    public void run() {
        if (parts.isEmpty()) {
            return;
        }
        String all = parts.stream().map(Part::sql).collect(Collectors.joining(";\n"));
        jdbc.execute(all, (PreparedStatement statement) -> {
            int index = 1;
            for (Part part : parts) {
                for (Object parameter : part.parameters()) {
                    StatementCreatorUtils.setParameterValue(statement, index++, SqlTypeValue.TYPE_UNKNOWN, parameter);
                }
            }
            statement.execute();
            for (Part part : parts) {
                part.reader().read(statement);
                statement.getMoreResults();
            }
            return parts.size();
        });
    }

    private record Part(String sql, @Nullable Object[] parameters, Reader reader) {}

    private interface Reader {
        void read(PreparedStatement statement) throws SQLException;
    }
}
