package dev.concierge.event.loss;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Counts what the doors of every pod refused. */
final class RefusedEvents implements Subscription {
    private final Losses losses;

    RefusedEvents(Losses losses) {
        this.losses = losses;
    }

    @Override
    public String name() {
        return "losses";
    }

    @Override
    public List<String> topics() {
        return List.of("event-losses");
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        losses.add(batch.stream()
                .filter(message -> message.type().equals("event.refused"))
                .flatMap(RefusedEvents::losses)
                .toList());
    }

    private static Stream<Loss> losses(ReceivedMessage message) {
        EventRefused refused = message.as(EventRefused.class);
        LocalDate day = message.time().atOffset(ZoneOffset.UTC).toLocalDate();
        return refused.refusals().stream()
                .map(refusal ->
                        new Loss(day, refused.client(), refusal.eventName(), refusal.reason(), refusal.count()));
    }

    /** Our view of {@code event.refused}. */
    record EventRefused(String client, List<Refusal> refusals) {
        record Refusal(String eventName, String reason, long count) {}
    }
}
