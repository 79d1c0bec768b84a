package dev.concierge.bench.journeys;

import com.zaxxer.hikari.HikariDataSource;
import dev.concierge.bench.figure.Percentile;
import dev.concierge.bench.journeys.JourneyBench.Measured;
import dev.concierge.bench.lab.BusyTime;
import dev.concierge.bench.lab.WarmUp;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import tools.jackson.databind.json.JsonMapper;

/**
 * The peer, in a process of its own: Flowable as it comes, but for a pool, and timers that are looked for as often as the
 * load needs. Prints what was measured as JSON.
 */
public final class FlowableEngine {
    private static final String PROCESS = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:flowable="http://flowable.org/bpmn"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="bench">
              <process id="five" isExecutable="true">
                <startEvent id="start"/>
                <sequenceFlow id="f1" sourceRef="start" targetRef="tell"/>
                <serviceTask id="tell" flowable:expression="${true}"/>
                <sequenceFlow id="f2" sourceRef="tell" targetRef="way"/>
                <exclusiveGateway id="way"/>
                <sequenceFlow id="f3" sourceRef="way" targetRef="rest"/>
                <intermediateCatchEvent id="rest">
                  <timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>
                </intermediateCatchEvent>
                <sequenceFlow id="f4" sourceRef="rest" targetRef="ask"/>
                <serviceTask id="ask" flowable:class="dev.concierge.bench.journeys.FlowableEngine$Ask"/>
                <sequenceFlow id="f5" sourceRef="ask" targetRef="done"/>
                <endEvent id="done"/>
              </process>
            </definitions>
            """;
    private static final int CONNECTIONS = 24;
    private static final int STARTERS = 8;
    private static final int IN_FLIGHT = 1_500;
    private static final int LOOK_FOR_TIMERS_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Semaphore FREE = new Semaphore(IN_FLIGHT);
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final AtomicInteger ENDED = new AtomicInteger();
    private static final Queue<Double> BEYOND = new ConcurrentLinkedQueue<>();

    private final ProcessEngine engine;
    private final Clock clock = Clock.systemUTC();

    private FlowableEngine(ProcessEngine engine) {
        this.engine = engine;
    }

    /** @param args address, user and password of the database, and how many are started a second for the latency */
    public static void main(String[] args) throws IOException, InterruptedException {
        FlowableEngine peer = new FlowableEngine(engine(args[0], args[1], args[2]));
        Measured measured = peer.measure(Integer.parseInt(args[3]));
        System.out.println(JsonMapper.shared().writeValueAsString(measured));
        System.exit(0);
    }

    private static ProcessEngine engine(String url, String user, String password) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(user);
        database.setPassword(password);
        database.setMaximumPoolSize(CONNECTIONS);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setAsyncExecutorActivate(true);
        configuration.setAsyncExecutorDefaultTimerJobAcquireWaitTime(LOOK_FOR_TIMERS_MILLIS);
        configuration.setAsyncExecutorDefaultAsyncJobAcquireWaitTime(LOOK_FOR_TIMERS_MILLIS);
        ProcessEngine engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("five.bpmn20.xml", PROCESS)
                .deploy();
        return engine;
    }

    private Measured measure(int steady) throws IOException, InterruptedException {
        try (ExecutorService starters = Executors.newFixedThreadPool(STARTERS)) {
            for (int starter = 0; starter < STARTERS; starter++) {
                Future<?> _ = starters.submit(this::startWhileFree);
            }
            new WarmUp(2, 4).run(() -> endedPerSecond(JourneyBench.STEP));
            double busy = BusyTime.millis();
            double own = own();
            int before = ENDED.get();
            double perSecond = endedPerSecond(JourneyBench.MEASURED);
            double steps = (ENDED.get() - before) * (double) JourneyBench.NODES;
            double busyMillis = BusyTime.millis() - busy;
            double ownMillis = own() - own;
            starters.shutdownNow();
            awaitEnds();
            double[] beyond = beyondTheTimer(steady);
            return new Measured(
                    perSecond * JourneyBench.NODES,
                    busyMillis / steps,
                    ownMillis / steps,
                    Percentile.of(beyond, 50),
                    Percentile.of(beyond, 99),
                    STARTED.get() - ENDED.get());
        }
    }

    private static double own() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private void startWhileFree() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                FREE.acquire();
                start();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        STARTED.incrementAndGet();
        engine.getRuntimeService()
                .createProcessInstanceBuilder()
                .processDefinitionKey("five")
                .variable("startedAt", clock.millis())
                .start();
    }

    private static double endedPerSecond(Duration length) {
        int before = ENDED.get();
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return (ENDED.get() - before) / (length.toNanos() / 1e9);
    }

    private static void awaitEnds() {
        boolean _ = Wait.until(PATIENCE, Duration.ofMillis(LOOK_FOR_TIMERS_MILLIS), () -> ENDED.get() >= STARTED.get());
    }

    private double[] beyondTheTimer(int steady) throws InterruptedException {
        BEYOND.clear();
        long start = System.nanoTime();
        int many = steady * (int) JourneyBench.MEASURED.toSeconds();
        try (ExecutorService starters = Executors.newFixedThreadPool(STARTERS)) {
            for (int number = 0; number < many; number++) {
                long due = start + number * TimeUnit.SECONDS.toNanos(1) / steady;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                Future<?> _ = starters.submit(this::start);
            }
        }
        awaitEnds();
        double[] beyond = BEYOND.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(beyond);
        return beyond;
    }

    /** The last task of a process, which counts once what it did is durable. */
    public static final class Ask implements JavaDelegate {
        private final Clock clock = Clock.systemUTC();

        @Override
        public void execute(DelegateExecution execution) {
            long startedAt = (Long) execution.getVariable("startedAt");
            Context.getTransactionContext().addTransactionListener(TransactionState.COMMITTED, _ -> {
                BEYOND.add((double) (clock.millis() - startedAt - JourneyBench.TIMER.toMillis()));
                ENDED.incrementAndGet();
                FREE.release();
            });
        }
    }
}
