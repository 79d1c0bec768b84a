package dev.concierge.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import dev.concierge.platform.web.ClientAddress;
import dev.concierge.platform.web.Shares;
import dev.concierge.platform.web.TooManyAtOnce;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The connections of requests, of which each caller has a share: a guest, or an address without a token, half of them,
 * anybody else all but one. A caller may have more requests under way than there are connections, as most of what a
 * request waits for is something else; without a share one guest's slow statements would keep everybody waiting.
 */
final class CallersConnections {
    /**
     * How many this thread holds that count, and one while it is found out who calls; whoever holds one is given more at
     * once, or it would wait for itself.
     */
    private static final ThreadLocal<AtomicInteger> HELD = ThreadLocal.withInitial(AtomicInteger::new);

    private final HikariDataSource pool;
    private final Shares guests;
    private final Shares others;
    private final Duration patience;

    /** @param pool which bounds what all callers have together */
    CallersConnections(HikariDataSource pool) {
        int size = pool.getMaximumPoolSize();
        this.pool = pool;
        this.guests = new Shares(Integer.MAX_VALUE, Math.max(1, size / 2));
        this.others = new Shares(Integer.MAX_VALUE, Math.max(1, size - 1));
        this.patience = Duration.ofMillis(pool.getConnectionTimeout());
    }

    /**
     * @throws SQLException also when the caller has its share and gives none of it back for as long as one would wait
     *     for a connection; {@link TooManyAtOnce} is the cause then
     */
    Connection open() throws SQLException {
        AtomicInteger held = HELD.get();
        Shares.Share share = held.get() > 0 ? null : share(held);
        if (share == null) {
            return pool.getConnection();
        }
        try {
            return Shared.of(pool.getConnection(), share);
        } catch (SQLException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** Null for what nobody asked for. */
    private Shares.@Nullable Share share(AtomicInteger held) throws SQLException {
        Caller caller = caller(held);
        if (caller != null) {
            return await(caller.kind() == Caller.Kind.GUEST ? guests : others, caller.share());
        }
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null ? null : await(guests, "address " + address(request));
    }

    /** Who is signed in may have to be looked up in this database first. */
    private static @Nullable Caller caller(AtomicInteger held) {
        held.incrementAndGet();
        try {
            return CallerAuthentication.caller(
                    SecurityContextHolder.getContext().getAuthentication());
        } finally {
            held.decrementAndGet();
        }
    }

    private static String address(RequestAttributes request) {
        return request instanceof ServletRequestAttributes servlet
                ? new ClientAddress(servlet.getRequest().getRemoteAddr()).share()
                : "unknown";
    }

    private Shares.Share await(Shares shares, String caller) throws SQLException {
        try {
            Optional<Shares.Share> share = shares.take(caller);
            if (share.isEmpty()) {
                share = shares.await(caller, patience);
            }
            return share.orElseThrow(() -> new SQLTransientConnectionException(
                    "this caller has had its share of connections for " + patience, new TooManyAtOnce()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a share of connections", e);
        }
    }

    /** Gives the share back when the connection is closed, by whichever thread. */
    private record Shared(Connection connection, Shares.Share share, AtomicInteger held, AtomicBoolean over)
            implements InvocationHandler {
        static Connection of(Connection connection, Shares.Share share) {
            AtomicInteger held = HELD.get();
            held.incrementAndGet();
            return (Connection) Proxy.newProxyInstance(
                    Shared.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    new Shared(connection, share, held, new AtomicBoolean()));
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "close" -> {
                    try {
                        connection.close();
                    } finally {
                        giveBack();
                    }
                    yield null;
                }
                default -> passOn(method, arguments);
            };
        }

        private @Nullable Object passOn(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }

        private void giveBack() {
            if (over.compareAndSet(false, true)) {
                held.decrementAndGet();
                share.close();
            }
        }
    }
}
