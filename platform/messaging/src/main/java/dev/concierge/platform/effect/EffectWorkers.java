package dev.concierge.platform.effect;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoops;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a worker for each kind of effect of this service. */
final class EffectWorkers extends BackgroundLoops {
    private final List<EffectHandler<?>> handlers;
    private final EffectRows rows;
    private final TransactionTemplate transaction;
    private final MessageJson json;
    private final MessageScope scope;
    private final EffectSettings settings;
    private final MeterRegistry meters;

    private volatile List<EffectWorker<?>> workers = List.of();

    EffectWorkers(
            List<EffectHandler<?>> handlers,
            EffectRows rows,
            TransactionTemplate transaction,
            MessageJson json,
            MessageScope scope,
            EffectSettings settings,
            MeterRegistry meters,
            BackgroundGauges gauges) {
        this.handlers = handlers;
        this.rows = rows;
        this.transaction = transaction;
        this.json = json;
        this.scope = scope;
        this.settings = settings;
        this.meters = meters;
        for (EffectHandler<?> handler : handlers) {
            Gauge.builder(
                            "effect.pending",
                            gauges.keep(() -> rows.pending(handler.kind())),
                            BackgroundGauges.Value::last)
                    .strongReference(true)
                    .description("Effects not yet performed, counted up to 100,000")
                    .tag("kind", handler.kind())
                    .register(meters);
        }
    }

    @Override
    protected List<Loop> begin() {
        // new ones each time: one that was stopped keeps its bulkhead closed
        workers = handlers.stream()
                .<EffectWorker<?>>map(handler -> worker(handler))
                .toList();
        return workers.stream()
                .map(worker -> Loop.start("effects", Workload.BACKGROUND::run, worker))
                .toList();
    }

    @Override
    public void stop() {
        super.stop();
        try {
            for (EffectWorker<?> worker : workers) {
                worker.awaitRunning();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private <P> EffectWorker<P> worker(EffectHandler<P> handler) {
        return new EffectWorker<>(handler, rows, transaction, json, scope, settings, meters);
    }
}
