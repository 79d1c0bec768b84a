package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.consent.Objection;
import dev.concierge.hub.delivery.consent.Objections;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Contacts;
import dev.concierge.hub.delivery.rules.Decision;
import dev.concierge.hub.delivery.rules.SentBefore;
import dev.concierge.hub.delivery.suppression.SuppressedAddresses;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.loop.Backoff;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers what is due on one channel: claims some, decides about all of them in one transaction, sends them at once and
 * writes down in another how that went.
 */
final class DeliverDue implements Loop.Turn {
    private static final Logger log = LoggerFactory.getLogger(DeliverDue.class);

    private final Channel channel;
    private final DeliveryQueue queue;
    private final Contacts contacts;
    private final Objections objections;
    private final SuppressedAddresses addresses;
    private final Notifications notifications;
    private final DecideDelivery rules;
    private final EndDelivery deliveries;
    private final TransactionTemplate transaction;
    private final DeliverySettings settings;
    private final Backoff backoff;
    private final Clock clock;
    private final List<Tried> unwritten = new ArrayList<>();

    DeliverDue(
            Channel channel,
            DeliveryQueue queue,
            Contacts contacts,
            Objections objections,
            SuppressedAddresses addresses,
            Notifications notifications,
            DecideDelivery rules,
            EndDelivery deliveries,
            TransactionTemplate transaction,
            DeliverySettings settings,
            Clock clock) {
        this.channel = channel;
        this.queue = queue;
        this.contacts = contacts;
        this.objections = objections;
        this.addresses = addresses;
        this.notifications = notifications;
        this.rules = rules;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.settings = settings;
        this.backoff = new Backoff(settings.firstRetry(), settings.lastRetry());
        this.clock = clock;
    }

    private record Tried(Claimed claimed, Attempt attempt) {}

    @Override
    public void take(Loop loop) throws InterruptedException {
        // what was sent while the database was away is written down before anything else is begun
        writeDown();
        List<Claimed> claimed = queue.claim(channel.name(), channel.concurrency(), clock.instant(), settings.claim());
        if (claimed.isEmpty()) {
            loop.await(settings.poll());
            return;
        }
        deliver(claimed);
        writeDown();
    }

    private void deliver(List<Claimed> claimed) throws InterruptedException {
        Map<String, Contact> known;
        try {
            known = contacts.findAll(claimed.stream()
                    .map(Claimed::notification)
                    .filter(channel::needsContact)
                    .map(Notification::userId)
                    .distinct()
                    .toList());
        } catch (ServiceUnavailable away) {
            claimed.forEach(one -> unwritten.add(new Tried(one, new Attempt.Again(away.detail(), null))));
            return;
        }
        Map<String, String> refusing = channel.writesToAddress()
                ? addresses.among(known.values().stream()
                        .map(Contact::email)
                        .filter(Objects::nonNull)
                        .toList())
                : Map.of();
        List<Claimed> ready = transaction.execute(_ -> decide(claimed, known, refusing));
        if (ready != null) {
            attempt(ready, known);
        }
    }

    /** Ends and holds what may not go out; returns what may. */
    private List<Claimed> decide(List<Claimed> claimed, Map<String, Contact> known, Map<String, String> refusing) {
        Instant now = clock.instant();
        List<String> userIds = claimed.stream()
                .map(one -> one.notification().userId())
                .distinct()
                .toList();
        Map<String, List<Objection>> said = objections.of(userIds);
        Map<String, SentBefore> before = new HashMap<>(sentBefore(claimed, now));
        List<Claimed> ready = new ArrayList<>();
        for (Claimed one : claimed) {
            Notification notification = one.notification();
            String userId = notification.userId();
            if (one.inDoubt() && !channel.repeatsInDoubt()) {
                end(notification, new Outcome.Failed(channel.name() + ": in doubt, its pod fell silent while sending"));
                continue;
            }
            Contact contact = known.get(userId);
            String refused = contact == null ? null : refusing.get(contact.email());
            if (refused != null) {
                end(notification, new Outcome.Suppressed(channel.name() + ": address suppressed, " + refused));
                continue;
            }
            SentBefore count = before.getOrDefault(userId, SentBefore.NONE);
            switch (rules.decide(notification, channel, contact, said.getOrDefault(userId, List.of()), count, now)) {
                case Decision.Send _ -> {
                    ready.add(one);
                    if (notification.category() == Category.MARKETING) {
                        before.put(userId, count.oneMore());
                    }
                }
                case Decision.Hold hold -> hold(one, hold);
                case Decision.Suppress suppress -> end(notification, new Outcome.Suppressed(suppress.reason()));
            }
        }
        Set<UUID> ours = queue.sending(channel.name(), ready);
        ready.removeIf(one -> !ours.contains(one.notification().id()));
        return ready;
    }

    private Map<String, SentBefore> sentBefore(List<Claimed> claimed, Instant now) {
        List<String> advertised = claimed.stream()
                .map(Claimed::notification)
                .filter(notification -> notification.category() == Category.MARKETING)
                .map(Notification::userId)
                .distinct()
                .sorted()
                .toList();
        return rules.counts() && !advertised.isEmpty()
                ? notifications.sentBefore(channel.name(), advertised, now)
                : Map.of();
    }

    private void hold(Claimed one, Decision.Hold hold) {
        if (queue.hold(channel.name(), one, hold.reason(), hold.until())) {
            deliveries.delay(one.notification(), channel.name(), hold.reason(), hold.until());
        }
    }

    private void attempt(List<Claimed> ready, Map<String, Contact> known) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Claimed, Future<Attempt>> running = new HashMap<>();
            for (Claimed one : ready) {
                Notification notification = one.notification();
                Dispatch dispatch = new Dispatch(notification, known.get(notification.userId()));
                running.put(one, threads.submit(() -> Workload.BACKGROUND.call(() -> channel.attempt(dispatch))));
            }
            running.forEach((one, attempt) -> unwritten.add(new Tried(one, result(attempt))));
        }
    }

    private Attempt result(Future<Attempt> attempt) {
        try {
            return attempt.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Attempt.InDoubt("the pod was stopped");
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof ServiceUnavailable away
                    ? new Attempt.Again(away.detail(), null)
                    : failed(failure);
        }
    }

    private Attempt failed(ExecutionException failure) {
        // its words may name the guest
        String what = String.valueOf(failure.getCause()).split(":", 2)[0];
        log.error("An attempt on channel {} ended by {}, and is made again", channel.name(), what);
        return new Attempt.Again("an error of ours", null);
    }

    private void writeDown() {
        if (!unwritten.isEmpty()) {
            transaction.executeWithoutResult(_ -> writeDownAll());
            unwritten.clear();
        }
    }

    private void writeDownAll() {
        Map<Notification, Outcome> outcomes = new LinkedHashMap<>();
        Map<UUID, Runnable> alongside = new HashMap<>();
        for (Tried tried : unwritten) {
            Notification notification = tried.claimed().notification();
            switch (tried.attempt()) {
                case Attempt.Ended ended -> {
                    outcomes.put(notification, ended.outcome());
                    alongside.put(notification.id(), ended.alongside());
                }
                case Attempt.Again again -> again(tried.claimed(), again.cause(), again.after(), outcomes);
                case Attempt.InDoubt doubt
                when channel.repeatsInDoubt() -> again(tried.claimed(), doubt.cause(), null, outcomes);
                case Attempt.InDoubt doubt ->
                    outcomes.put(notification, new Outcome.Failed(channel.name() + ": in doubt, " + doubt.cause()));
            }
        }
        if (!outcomes.isEmpty()) {
            Set<UUID> ended = deliveries.end(channel.name(), outcomes);
            alongside.forEach((id, what) -> {
                if (ended.contains(id)) {
                    what.run();
                }
            });
        }
    }

    private void again(Claimed claimed, String cause, @Nullable Duration after, Map<Notification, Outcome> outcomes) {
        Instant now = clock.instant();
        if (Duration.between(claimed.firstAttemptAt(), now).compareTo(settings.patience()) > 0) {
            outcomes.put(claimed.notification(), new Outcome.Failed(channel.name() + ": given up: " + cause));
        } else {
            Duration pause = after == null ? backoff.after(claimed.attempt()) : after;
            queue.again(channel.name(), claimed, channel.name() + ": " + cause, now.plus(pause));
            deliveries.triedAgain(channel.name());
        }
    }

    private void end(Notification notification, Outcome outcome) {
        boolean _ = deliveries.end(notification, channel.name(), outcome);
    }
}
