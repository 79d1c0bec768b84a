package dev.concierge.platform.messaging;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.topic.Topic;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * A pod that relays as a process that ends, as by kill -9, at one point of its relay's third turn: clients of database
 * and broker that are told to end it are all that is not the platform's. It consumes nothing: whoever comes next need
 * not wait until the broker misses it.
 */
final class EndingPod {
    static final int EXIT = 3;

    private static final int TURN = 3;

    enum Point {
        BEFORE_A_BATCH_IS_NUMBERED,
        BEFORE_IT_IS_PUBLISHED,
        WHILE_IT_IS_PUBLISHED,
        BEFORE_IT_IS_DELETED
    }

    /** Where the rows of a batch are still there that is on the topic: its own, or that of the turn before. */
    static final Set<Point> LEAVES_PUBLISHED_ROWS =
            EnumSet.of(Point.BEFORE_A_BATCH_IS_NUMBERED, Point.BEFORE_IT_IS_DELETED);

    private EndingPod() {}

    public static void main(String[] args) throws InterruptedException {
        Ends ends = new Ends(Point.valueOf(args[5]));
        pod(new Pod.Environment(args[0], args[1], args[2], args[3], args[4]))
                .with(ends)
                .start();
        Thread.currentThread().join(Duration.ofMinutes(2));
        System.exit(0);
    }

    /** One that does not end, and consumes. */
    static Pod start(Pod.Environment environment) {
        return pod(environment).subscribing(Effects::new).start();
    }

    private static Pod.Builder pod(Pod.Environment environment) {
        return Pod.of(environment)
                .owning(Topic.log("things"))
                .set("concierge.outbox.lease", "2s")
                .set("concierge.outbox.batch", 10);
    }

    static Process process(Pod.Environment environment, Point point, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EndingPod.class.getName(),
                        environment.jdbcUrl(),
                        environment.user(),
                        environment.password(),
                        environment.kafka(),
                        environment.prefix(),
                        point.name())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static final class Effects implements Subscription {
        private final EffectLog log;

        private Effects(JdbcClient jdbc) {
            this.log = new EffectLog(jdbc);
        }

        @Override
        public List<String> topics() {
            return List.of("things");
        }

        @Override
        public void on(List<ReceivedMessage> batch) {
            batch.forEach(log::write);
        }
    }

    private static final class Ends implements BeanPostProcessor {
        private final Point point;
        private final AtomicInteger numbered = new AtomicInteger();
        private final AtomicInteger published = new AtomicInteger();

        private Ends(Point point) {
            this.point = point;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof DefaultKafkaProducerFactory<?, ?> factory) {
                ((DefaultKafkaProducerFactory<String, byte[]>) factory).addPostProcessor(this::ending);
            }
            return bean instanceof DataSource database ? ending(database) : bean;
        }

        private DataSource ending(DataSource database) {
            return new DelegatingDataSource(database) {
                @Override
                public Connection getConnection() throws SQLException {
                    return wrapped(
                            Connection.class,
                            super.getConnection(),
                            (method, arguments, call) -> isNumbering(method, arguments)
                                    ? wrapped(
                                            PreparedStatement.class, (PreparedStatement) call.run(), Ends.this::number)
                                    : call.run());
                }
            };
        }

        private static boolean isNumbering(Method method, Object[] arguments) {
            return method.getName().equals("prepareStatement")
                    && ((String) arguments[0]).contains("INSERT INTO platform.outbox_number");
        }

        private Object number(Method method, Object[] arguments, Call call) throws Throwable {
            if (!method.getName().equals("executeQuery")) {
                return call.run();
            }
            boolean isTheTurn = numbered.incrementAndGet() == TURN;
            endIf(isTheTurn && point == Point.BEFORE_A_BATCH_IS_NUMBERED);
            Object numbers = call.run();
            endIf(isTheTurn && point == Point.BEFORE_IT_IS_PUBLISHED);
            return numbers;
        }

        @SuppressWarnings("unchecked")
        private Producer<String, byte[]> ending(Producer<String, byte[]> producer) {
            return wrapped(Producer.class, producer, (method, _, call) -> {
                if (!method.getName().equals("commitTransaction")) {
                    return call.run();
                }
                boolean isTheTurn = published.incrementAndGet() == TURN;
                if (isTheTurn && point == Point.WHILE_IT_IS_PUBLISHED) {
                    producer.flush();
                    endIf(true);
                }
                Object nothing = call.run();
                endIf(isTheTurn && point == Point.BEFORE_IT_IS_DELETED);
                return nothing;
            });
        }

        private static void endIf(boolean now) {
            if (now) {
                Runtime.getRuntime().halt(EXIT);
            }
        }

        private static <T> T wrapped(Class<T> type, T target, Around around) {
            return type.cast(Proxy.newProxyInstance(
                    Ends.class.getClassLoader(),
                    new Class<?>[] {type},
                    (_, method, arguments) -> around.call(method, arguments, () -> invoke(target, method, arguments))));
        }

        private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }

        @FunctionalInterface
        private interface Around {
            Object call(Method method, Object[] arguments, Call call) throws Throwable;
        }

        @FunctionalInterface
        private interface Call {
            Object run() throws Throwable;
        }
    }
}
