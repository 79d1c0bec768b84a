package dev.concierge.platform.effect;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Storable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/** Performs the effects of one kind: claims as many as its bulkhead has room for, each on a thread of its own. */
final class EffectWorker<P> implements Loop.Turn {
    private static final Logger log = LoggerFactory.getLogger(EffectWorker.class);

    private final EffectHandler<P> handler;
    private final EffectRows rows;
    private final TransactionTemplate transaction;
    private final MessageJson json;
    private final MessageScope scope;
    private final EffectSettings settings;
    private final Counter performed;
    private final Counter retried;
    private final Counter givenUp;
    private final Semaphore room;

    EffectWorker(
            EffectHandler<P> handler,
            EffectRows rows,
            TransactionTemplate transaction,
            MessageJson json,
            MessageScope scope,
            EffectSettings settings,
            MeterRegistry meters) {
        this.handler = handler;
        this.rows = rows;
        this.transaction = transaction;
        this.json = json;
        this.scope = scope;
        this.settings = settings;
        this.performed = counter("effect.performed", "Effects performed", meters);
        this.retried = counter("effect.retried", "Attempts that failed and are made again", meters);
        this.givenUp = counter("effect.given.up", "Effects whose patience ran out", meters);
        this.room = new Semaphore(handler.concurrency());
    }

    private Counter counter(String name, String description, MeterRegistry meters) {
        return Counter.builder(name)
                .description(description)
                .tag("kind", handler.kind())
                .register(meters);
    }

    @Override
    public void take(Loop loop) throws InterruptedException {
        if (!claimAndStart(loop)) {
            loop.await(settings.poll());
        }
    }

    /** Lets running effects finish, up to their claim. */
    void awaitRunning() throws InterruptedException {
        boolean _ = room.tryAcquire(handler.concurrency(), 10, TimeUnit.SECONDS);
    }

    private boolean claimAndStart(Loop loop) throws InterruptedException {
        room.acquire();
        int free = 1 + room.drainPermits();
        List<EffectRow> claimed = List.of();
        try {
            claimed = loop.isStopping() ? List.of() : rows.claim(handler.kind(), free, settings.claim());
        } finally {
            room.release(free - claimed.size());
        }
        for (EffectRow row : claimed) {
            Thread.ofVirtual()
                    .name("effect-" + handler.kind())
                    .start(() -> Workload.BACKGROUND.run(() -> performAndRelease(row, loop)));
        }
        return !claimed.isEmpty();
    }

    private void performAndRelease(EffectRow row, Loop loop) {
        try {
            Map<String, String> headers =
                    row.traceparent() == null ? Map.of() : Map.of("traceparent", row.traceparent());
            scope.run("effect " + handler.kind(), headers, () -> perform(row));
        } catch (RuntimeException failure) {
            log.warn("Effect {} {} is left to its next claim: {}", handler.kind(), row.id(), failure.getMessage());
        } finally {
            room.release();
            loop.wake();
        }
    }

    private void perform(EffectRow row) {
        Optional<RequestedEffect<P>> effect = read(row);
        if (effect.isEmpty()) {
            return;
        }
        try {
            EffectHandler.Completion completion = handler.perform(effect.get());
            if (complete(row, completion)) {
                performed.increment();
            }
        } catch (Exception failure) {
            failed(row, effect.get(), failure);
        }
    }

    /** Without its payload nobody can be told that it was given up, so it waits for a version that can read it. */
    private Optional<RequestedEffect<P>> read(EffectRow row) {
        try {
            P payload = json.read(row.payload(), handler.payloadType());
            return Optional.of(new RequestedEffect<>(row.id(), row.key(), payload, row.attempt()));
        } catch (JacksonException unreadable) {
            log.error("Effect {} {} cannot be read; it stays", handler.kind(), row.id(), unreadable);
            retry(row, describe(unreadable));
            return Optional.empty();
        }
    }

    /** A completion that fails counts like a call that does: the call is made again, and not without end. */
    private void failed(EffectRow row, RequestedEffect<P> effect, Exception failure) {
        String error = describe(failure);
        if (row.age().compareTo(handler.patience()) > 0) {
            giveUp(row, effect, error);
        } else {
            retry(row, error);
        }
    }

    private void giveUp(EffectRow row, RequestedEffect<P> effect, String error) {
        log.error("Effect {} {} given up after {}: {}", handler.kind(), row.id(), row.age(), error);
        try {
            if (complete(row, () -> handler.onGivenUp(effect, error))) {
                givenUp.increment();
            }
        } catch (RuntimeException failure) {
            log.error("Effect {} {} could not be given up; it is tried again", handler.kind(), row.id(), failure);
            retry(row, describe(failure));
        }
    }

    private void retry(EffectRow row, String error) {
        retried.increment();
        rows.retry(handler.kind(), row, settings.retryAfter(row.attempt()), error);
    }

    /** For a column: a peer's words may be in it, and Postgres holds no NUL in text. */
    private static String describe(Exception failure) {
        return Storable.text(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    /** Commits what follows from the effect together with its removal; false when the claim was lost. */
    private boolean complete(EffectRow row, EffectHandler.Completion completion) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean held = rows.complete(handler.kind(), row);
            if (held) {
                completion.commit();
            }
            return held;
        }));
    }
}
