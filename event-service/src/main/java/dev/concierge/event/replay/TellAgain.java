package dev.concierge.event.replay;

import dev.concierge.event.history.ScanHistory;
import dev.concierge.event.history.ScanHistory.Place;
import dev.concierge.event.history.ScanHistory.Scan;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.event.replay.Replays.Claimed;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves replays on, one at a time at each pod: a page is durable on the topic before its place is noted, so that a page may
 * be told twice, with the same ids, and none is left out.
 */
final class TellAgain extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(TellAgain.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Replays replays;
    private final ScanHistory history;
    private final Publisher publisher;
    private final Topics topics;
    private final Clock clock;
    private final int perSecond;

    TellAgain(
            Replays replays,
            ScanHistory history,
            Publisher publisher,
            Topics topics,
            Clock clock,
            ReplaySettings settings) {
        super("event-replays", Workload.BACKGROUND::run, STOP);
        this.replays = replays;
        this.history = history;
        this.publisher = publisher;
        this.topics = topics;
        this.clock = clock;
        this.perSecond = settings.perSecond();
    }

    @Override
    protected void turn(Loop turns) throws InterruptedException {
        Instant now = clock.instant();
        Optional<Claimed> claimed = replays.claim(now, now.plus(LEASE));
        if (claimed.isEmpty()) {
            turns.await(POLL);
        } else {
            tell(claimed.get(), turns);
        }
    }

    private void tell(Claimed claimed, Loop turns) throws InterruptedException {
        Replay replay = claimed.replay();
        try {
            topics.create(List.of(Topic.log(replay.topic())));
            Scan scan = history.scan(replay.span(), replay.last());
            for (List<Occurrence> page = scan.next(); !page.isEmpty(); page = scan.next()) {
                List<OutgoingMessage> messages = page.stream()
                        .filter(event -> event.origin() != Origin.USER_CHANGE)
                        .map(event -> message(replay, event))
                        .toList();
                if (!replays.hold(claimed, clock.instant().plus(LEASE))) {
                    return;
                }
                publish(messages);
                Occurrence last = page.getLast();
                Duration pause = Duration.ofNanos(1_000_000_000L * messages.size() / perSecond);
                Instant until = clock.instant().plus(LEASE).plus(pause);
                if (!replays.advance(claimed, messages.size(), new Place(last.at(), last.id()), until)) {
                    return;
                }
                turns.rest(pause);
                if (turns.isStopping()) {
                    replays.rest(claimed, "", clock.instant());
                    return;
                }
            }
            replays.end(claimed, clock.instant());
        } catch (CompletionException | KafkaException | org.springframework.kafka.KafkaException away) {
            log.warn("Replay {} goes on in {}: {}", replay.replayId(), AFTER_FAILURE, away.getMessage());
            replays.rest(claimed, "the broker did not take it", clock.instant().plus(AFTER_FAILURE));
        }
    }

    private void publish(List<OutgoingMessage> messages) {
        messages.stream().map(publisher::publish).toList().forEach(CompletableFuture::join);
    }

    private static OutgoingMessage message(Replay replay, Occurrence event) {
        EventTold told = new EventTold(
                event.id(),
                event.userId(),
                event.name(),
                event.at(),
                event.receivedAt(),
                event.attributes(),
                event.origin());
        return new OutgoingMessage(
                event.id(),
                replay.topic(),
                event.userId(),
                "event.captured",
                told,
                Map.of("ce_replay", replay.replayId().toString()));
    }

    /** As on topic {@code events}, without whose client told it, which is not kept. */
    record EventTold(
            UUID eventId,
            String userId,
            String eventName,
            Instant eventAt,
            Instant receivedAt,
            Attributes attributes,
            Origin origin) {}
}
