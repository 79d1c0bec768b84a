package dev.concierge.testsupport;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * How the database would run what requests ask of it: each query is explained on its own connection, with its own values,
 * in its own transaction, role and tenant. Only connections of the pool that requests have are looked at. To them a page
 * read in sequence costs what a thousand cost: a context of tests has tables of a few rows, and the plans that count are
 * those of many.
 */
public final class ListPlans implements BeanPostProcessor {
    private static final String AS_OF_MANY_ROWS = "-c seq_page_cost=1000";
    private static final String OPTIONS = "options";

    private final Set<ListPlan> plans = new LinkedHashSet<>();

    private boolean isAsked;

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && name.equals("dataSource")) {
            pool.setDataSource(proxy(DataSource.class, (_, method, _) -> switch (method.getName()) {
                case "getConnection" -> connection(pool);
                case "getLoginTimeout" -> 0;
                case "setLoginTimeout" -> null;
                case "isWrapperFor" -> false; // asked by who tells of the database's health
                case "toString" -> "explained connections";
                case "hashCode" -> System.identityHashCode(pool);
                default -> throw new UnsupportedOperationException(method.getName());
            }));
        }
        return bean;
    }

    /** What is asked of the database until {@link #end}. */
    synchronized void begin() {
        plans.clear();
        isAsked = true;
    }

    synchronized List<ListPlan> end() {
        isAsked = false;
        return List.copyOf(plans);
    }

    private synchronized boolean isAsked() {
        return isAsked;
    }

    private synchronized void add(ListPlan plan) {
        plans.add(plan);
    }

    /** As the pool itself would make one: what it is told of settings it is told after this was made. */
    private Connection connection(HikariDataSource pool) throws SQLException {
        Properties properties = new Properties();
        pool.getDataSourceProperties().forEach((key, value) -> properties.put(key, value.toString()));
        properties.setProperty("user", pool.getUsername());
        properties.setProperty("password", pool.getPassword());
        properties.merge(OPTIONS, AS_OF_MANY_ROWS, (told, more) -> told + " " + more);
        Connection connection = DriverManager.getConnection(pool.getJdbcUrl(), properties);
        return proxy(Connection.class, (_, method, arguments) -> {
            Object answer = call(connection, method, arguments);
            return switch (method.getName()) {
                case "prepareStatement" ->
                    explained(
                            PreparedStatement.class, Objects.requireNonNull(answer), connection, (String) arguments[0]);
                case "createStatement" -> explained(Statement.class, Objects.requireNonNull(answer), connection, null);
                default -> answer;
            };
        });
    }

    /** @param prepared null where each execution names its statement */
    private <T extends Statement> T explained(
            Class<T> type, Object statement, Connection connection, @Nullable String prepared) {
        Map<Integer, Setting> values = new TreeMap<>();
        return proxy(type, (_, method, arguments) -> {
            String name = method.getName();
            if (name.equals("clearParameters")) {
                values.clear();
            } else if (prepared != null && name.startsWith("set") && isOfAParameter(arguments)) {
                values.put((Integer) arguments[0], explain -> call(explain, method, arguments));
            } else if (name.equals("execute") || name.equals("executeQuery")) {
                String sql = arguments == null || arguments.length == 0 ? prepared : (String) arguments[0];
                if (sql != null && isQuery(sql) && isAsked() && !isByTheClock()) {
                    add(new ListPlan(sql, explain(connection, sql, values)));
                }
            }
            return call(statement, method, arguments);
        });
    }

    /** Tells setters of parameters from those of the statement, such as of its fetch size. */
    private static boolean isOfAParameter(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 1 && arguments[0] instanceof Integer;
    }

    /** What is done by the clock meanwhile is no list. */
    private static boolean isByTheClock() {
        return Thread.currentThread().getName().startsWith("scheduling-");
    }

    private static boolean isQuery(String sql) {
        String begin = sql.stripLeading().toLowerCase(Locale.ROOT);
        return begin.startsWith("select") || begin.startsWith("with");
    }

    private static List<String> explain(Connection connection, String sql, Map<Integer, Setting> values)
            throws Throwable {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (Setting setting : values.values()) {
                setting.repeat(explain);
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw Objects.requireNonNullElse(thrown.getCause(), thrown);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Of a parameter's value, to be said again of another statement. */
    private interface Setting {
        void repeat(PreparedStatement explain) throws Throwable;
    }
}
