package dev.concierge.event.capture;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.Publisher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What was turned away as a whole, by client and the problem's code: summed up here and told to {@code event-losses} within
 * a second, as soon as the broker takes it. A message for each would add to the load that it was turned away for. A killed
 * process loses what it had not told; what a broker took without saying so is told again.
 */
public final class TurnedAway {
    /** Of whom nobody knows who it was. */
    public static final String UNKNOWN = "unknown";

    private static final int MOST = 1_000;
    private static final String COUNTED = TurnedAway.class.getName();

    private final Publisher publisher;
    private final Ids ids;
    private final Map<Key, Long> sums = new HashMap<>();

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
    void tell() {
        Map<String, EventsRefused.Count> byClient = new LinkedHashMap<>();
        Map<Key, Long> taken = taken();
        taken.forEach((key, many) -> byClient.computeIfAbsent(key.client(), _ -> new EventsRefused.Count())
                .add("", key.reason(), many));
        Iterator<Map.Entry<String, EventsRefused.Count>> clients = byClient.entrySet().iterator();
        while (clients.hasNext()) {
            Map.Entry<String, EventsRefused.Count> next = clients.next();
            if (!isTaken(next.getValue().of(next.getKey()))) {
                break;
            }
            clients.remove();
        }
        taken.forEach((key, many) -> {
            if (byClient.containsKey(key.client())) {
                add(key.client(), key.reason(), many);
            }
        });
    }

    private Map<Key, Long> taken() {
        synchronized (sums) {
            Map<Key, Long> taken = Map.copyOf(sums);
            sums.clear();
            return taken;
        }
    }

    private boolean isTaken(EventsRefused refused) {
        try {
            publisher.publish(refused.toMessage(ids.next())).join();
            return true;
        } catch (CompletionException | KafkaException away) {
            return false;
        }
    }
}
