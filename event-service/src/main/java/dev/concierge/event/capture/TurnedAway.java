package dev.concierge.event.capture;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Publisher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What was turned away as a whole, by client and the problem's code: summed up here and told to {@code event-losses} within
 * a second, as soon as the broker takes it. A message for each would add to the load that it was turned away for. A killed
 * process loses what it had not told; what a broker may have taken is told again under its id, by which the ledger knows it.
 */
public final class TurnedAway {
    /** Of whom nobody knows who it was. */
    public static final String UNKNOWN = "unknown";

    private static final int MOST = 1_000;
    private static final String COUNTED = TurnedAway.class.getName();

    private final Publisher publisher;
    private final Ids ids;
    private final Map<Key, Long> sums = new HashMap<>();
    private final Queue<OutgoingMessage> untold = new ArrayDeque<>();

    TurnedAway(Publisher publisher, Ids ids) {
        this.publisher = publisher;
        this.ids = ids;
    }

    private record Key(String client, String reason) {}

    /** @param many items, where that was read; else 1 */
    public void add(String client, String reason, long many) {
        Key key = new Key(client, reason);
        synchronized (sums) {
            boolean hasPlace = sums.containsKey(key) || sums.size() < MOST;
            sums.merge(hasPlace ? key : new Key(UNKNOWN, reason), many, Long::sum);
        }
    }

    /** Of the request under way: whoever answers it counts no more. */
    static void noteCounted() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(COUNTED, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Whether what a request told is counted already. */
    public static boolean isCounted(HttpServletRequest request) {
        return request.getAttribute(COUNTED) != null;
    }

    /** Also when the process ends. */
    @Scheduled(fixedDelayString = "PT1S")
    synchronized void tell() {
        if (hasToldAll()) {
            untold.addAll(taken());
            boolean _ = hasToldAll();
        }
    }

    private boolean hasToldAll() {
        while (!untold.isEmpty() && isTaken(untold.element())) {
            untold.remove();
        }
        return untold.isEmpty();
    }

    private boolean isTaken(OutgoingMessage message) {
        try {
            publisher.publish(message).join();
            return true;
        } catch (CompletionException | KafkaException away) {
            return false;
        }
    }

    private List<OutgoingMessage> taken() {
        Map<String, EventsRefused.Count> byClient = new LinkedHashMap<>();
        synchronized (sums) {
            sums.forEach((key, many) -> byClient.computeIfAbsent(key.client(), _ -> new EventsRefused.Count())
                    .add("", key.reason(), many));
            sums.clear();
        }
        return byClient.entrySet().stream()
                .map(client -> client.getValue().of(client.getKey()).toMessage(ids.next()))
                .toList();
    }
}
