package dev.concierge.localstack.demo;

import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.setting.Settings;
import dev.concierge.localstack.setting.Wait;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Registers guests and follows exactly these, each to their profile, their run of the journey and their mail. */
public final class Scenario {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Gateway gateway;
    private final Path mails;
    private final Clock clock;
    private final Duration patience;
    private final Consumer<Counts> progress;
    private final Map<String, Guest> registered = new ConcurrentHashMap<>();
    private final Set<String> profiles = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> runs = new ConcurrentHashMap<>();
    private int mailed;
    private Instant start = Instant.EPOCH;

    /** @param patience nothing new for so long means that what is missing does not come */
    public Scenario(Settings settings, Clock clock, Duration patience, Consumer<Counts> progress) {
        this.gateway = new Gateway(settings);
        this.mails = settings.home().infrastructure("mail");
        this.clock = clock;
        this.patience = patience;
        this.progress = progress;
    }

    /** Returns when all counts agree, or when nothing new has come for too long. */
    public Counts run(int count) throws InterruptedException {
        start = clock.instant();
        String tag = Long.toString(start.toEpochMilli(), 36);
        List<Guest> guests = Guests.generate(count, count, tag);
        Bounded.forEach(guests, guest -> {
            registered.put(gateway.register(guest), guest);
            progress.accept(counts(count));
        });
        Counts counts = counts(count);
        boolean isMoving = true;
        while (isMoving && !counts.agree()) {
            Counts before = counts;
            isMoving = Wait.until(patience, BETWEEN_LOOKS, () -> !look(count).equals(before));
            counts = counts(count);
            progress.accept(counts);
        }
        return counts;
    }

    /** Of the only guest, once the scenario has run with one. */
    public Story story() {
        Map.Entry<String, Guest> only = registered.entrySet().iterator().next();
        return Story.of(only.getKey(), only.getValue(), start, gateway, mails);
    }

    private Counts look(int wanted) {
        try {
            look();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt(); // which ends the waiting
        }
        return counts(wanted);
    }

    /** Mails are the last that comes: while they do, nothing is asked that would take the fleet's time from them. */
    private void look() throws InterruptedException {
        int before = mailed;
        mailed = countMails();
        if (mailed > before) {
            return;
        }
        Bounded.forEach(without(profiles), userId -> {
            if (gateway.get("/profiles/" + userId).isPresent()) {
                profiles.add(userId);
            }
        });
        Bounded.forEach(without(runs.keySet()), userId -> {
            List<String> entered = gateway.runs(userId).toList();
            if (!entered.isEmpty()) {
                runs.put(userId, entered);
            }
        });
    }

    /** One sent again after a crash has the same Message-ID, and is the same mail. */
    private int countMails() {
        Set<String> addresses = registered.values().stream().map(Guest::email).collect(Collectors.toSet());
        return (int) MailSink.read(mails).stream()
                .filter(mail -> mail.to().stream().anyMatch(addresses::contains))
                .map(mail -> mail.messageId() == null ? mail.to() : mail.messageId())
                .distinct()
                .count();
    }

    private List<String> without(Set<String> found) {
        return registered.keySet().stream()
                .filter(userId -> !found.contains(userId))
                .toList();
    }

    private Counts counts(int wanted) {
        int entered = runs.values().stream().mapToInt(List::size).sum();
        return new Counts(wanted, registered.size(), profiles.size(), entered, mailed);
    }
}
