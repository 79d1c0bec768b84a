package dev.concierge.datemaker.call;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Guests' browsers that wait for news of their call. However many they are, one statement asks for all of them ten
 * times a second; none of them holds a thread, a permit or a connection meanwhile.
 */
@Component
class Listeners implements DisposableBean {
    /** Milliseconds of silence; below the time within which the gateway wants an answer. */
    private static final long PATIENCE = 3_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Signals signals;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Loop loop;

    Listeners(Signals signals) {
        this.signals = signals;
        this.loop = Loop.start("signals", Workload.CONSUMERS::run, this::look);
    }

    /** @param since how the call stood when they began to wait */
    private record Waiting(Signals.Listener listener, Signals.News since, DeferredResult<Signals.News> answer) {
        boolean concerns(Signals.News now) {
            return !now.equals(since);
        }
    }

    DeferredResult<Signals.News> listen(Signals.Listener listener, Signals.News since) {
        DeferredResult<Signals.News> answer = new DeferredResult<>(PATIENCE, since);
        Waiting one = new Waiting(listener, since, answer);
        answer.onCompletion(() -> waiting.remove(one));
        waiting.add(one);
        return answer;
    }

    private void look(Loop turns) throws InterruptedException {
        tell(List.copyOf(waiting));
        turns.rest(BETWEEN_LOOKS);
    }

    private void tell(List<Waiting> asked) {
        if (asked.isEmpty()) {
            return;
        }
        Map<Signals.Listener, Signals.News> news =
                signals.news(asked.stream().map(Waiting::listener).distinct().toList());
        for (Waiting one : asked) {
            Signals.News now = news.getOrDefault(one.listener(), one.since().thatIsOver());
            if (one.concerns(now)) {
                waiting.remove(one);
                one.answer().setResult(now);
            }
        }
    }

    @Override
    public void destroy() {
        loop.stop(BETWEEN_LOOKS.multipliedBy(10));
    }
}
