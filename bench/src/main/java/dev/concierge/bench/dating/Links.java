package dev.concierge.bench.dating;

import dev.concierge.bench.lab.WholeTopic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Links to calls that guests were sent. */
final class Links {
    private static final String TOPIC = "notifications";
    private static final String WORD = "\"invite_to_meeting\"";

    private Links() {}

    /** All that are on the topic, those sent twice too. */
    static int sent(String kafka) {
        AtomicInteger links = new AtomicInteger();
        WholeTopic.read(kafka, TOPIC, message -> {
            byte[] value = message.value();
            if (value != null && new String(value, StandardCharsets.UTF_8).contains(WORD)) {
                links.incrementAndGet();
            }
        });
        return links.get();
    }
}
