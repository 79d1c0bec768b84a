package dev.concierge.localstack.demo;

import dev.concierge.localstack.bundle.Bundle;
import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import dev.concierge.localstack.setting.Wait;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Guests of their own walk the five journeys of {@code bundles/guest-journeys}, in seconds instead of weeks. */
public final class Templates {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration FOR_MAILS = Duration.ofSeconds(5);
    private static final String BOOKING = "bookingId";

    private static final List<Play> PLAYS = List.of(
            new Play("welcome-series", 3, "user.registered", "PT20S", Map.of("two-days", new Act("offer_viewed"))),
            new Play("abandoned-booking", 2, "booking.held", "PT1S", Map.of("a-day", new Act("booking.confirmed"))),
            new Play("win-back", 2, "guest_lapsed", "PT20S", Map.of("two-weeks", new Act("offer_viewed"))),
            new Play("stay-reminder", 2, "booking.confirmed", "PT20S", Map.of()),
            new Play("feedback", 2, "stay_completed", "PT20S", Map.of("answer", new Act("feedback_given"))));

    private final Settings settings;
    private final Gateway gateway;
    private final Path mails;
    private final Clock clock;
    private final Duration patience;

    /** @param patience a guest who does not come to an end within it counts as lost */
    public Templates(Settings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.gateway = new Gateway(settings);
        this.mails = settings.home().infrastructure("mail");
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * How a template is played.
     *
     * @param timeout of its waits
     * @param acts what its guests do once they have come to a node
     */
    private record Play(String template, int guests, String entry, String timeout, Map<String, Act> acts) {}

    /** What a guest does. */
    private record Act(String event) {}

    /**
     * How it went.
     *
     * @param ended how many guests ended with which reason; those who did not are missing
     * @param mails that these guests got, but for the one that every guest is welcomed with
     */
    public record Played(String template, int guests, Map<String, Integer> ended, int mails) {
        /** Whether every guest came to an end. */
        public boolean isComplete() {
            return ended.values().stream().mapToInt(Integer::intValue).sum() == guests;
        }

        public String line() {
            List<String> ends = new ArrayList<>();
            ended.forEach((reason, many) -> ends.add(many + " " + reason));
            return "%-18s %d guests walked it: %s; %d mails"
                    .formatted(template, guests, ends.isEmpty() ? "none has ended" : String.join(", ", ends), mails);
        }
    }

    /** A guest on the way through a template. */
    private static final class Walker {
        private final Play play;
        private final Guest guest;
        private final String userId;
        private final Map<String, Boolean> acted = new HashMap<>();
        private String ended = "";

        Walker(Play play, Guest guest, String userId) {
            this.play = play;
            this.guest = guest;
            this.userId = userId;
        }
    }

    public List<Played> play() throws InterruptedException {
        publish();
        Collection<Walker> walkers = walkers();
        Bounded.forEach(walkers, walker -> tell(walker, walker.play.entry()));
        List<Walker> open = new ArrayList<>(walkers);
        Wait.until(patience, BETWEEN_LOOKS, () -> {
            open.removeIf(this::hasEnded);
            return open.isEmpty();
        });
        awaitMails(walkers);
        return PLAYS.stream().map(play -> played(play, walkers)).toList();
    }

    private void publish() {
        Map<String, JsonNode> templates = new HashMap<>();
        Bundle.read(settings.home().root().resolve("bundles/guest-journeys"))
                .definitions()
                .forEach(definition -> templates.put(definition.id(), definition.given()));
        for (Play play : PLAYS) {
            JsonNode template = templates.get(play.template());
            if (template == null) {
                throw new CannotContinue(
                        "bundles/guest-journeys has no " + play.template(), "see git status of that folder");
            }
            gateway.journey(Shortened.id(play.template()), Shortened.of(template, play.timeout()));
        }
        boolean live = Wait.until(
                patience,
                BETWEEN_LOOKS,
                () -> PLAYS.stream().allMatch(play -> gateway.isLive(Shortened.id(play.template()))));
        if (!live) {
            throw new CannotContinue("the journeys of the demo do not turn live", "see ./concierge logs event-service");
        }
    }

    /** Registered, and ready to hear of offers before they come in anywhere. */
    private Collection<Walker> walkers() throws InterruptedException {
        String tag = "t" + Long.toString(clock.instant().toEpochMilli(), 36);
        int count = PLAYS.stream().mapToInt(Play::guests).sum();
        List<Guest> guests = new ArrayList<>(Guests.generate(count, count, tag));
        Map<Guest, Play> parts = new LinkedHashMap<>();
        PLAYS.forEach(play -> {
            for (int part = 0; part < play.guests(); part++) {
                parts.put(guests.removeLast(), play);
            }
        });
        Map<Guest, Walker> walkers = new ConcurrentHashMap<>();
        Bounded.forEach(parts.entrySet(), part -> {
            String userId = gateway.register(part.getKey());
            gateway.put("/users/" + userId + "/preferences", Map.of("email", Map.of("marketing", true)));
            walkers.put(part.getKey(), new Walker(part.getValue(), part.getKey(), userId));
        });
        Wait.until(
                FOR_MAILS,
                BETWEEN_LOOKS,
                () -> walkers.values().stream()
                        .allMatch(walker -> gateway.get(
                                        "/userEvent?name=user.preferences-updated&userId=" + walker.userId)
                                .filter(page -> !page.path("items").isEmpty())
                                .isPresent()));
        return walkers.values();
    }

    private void tell(Walker walker, String event) {
        String today = clock.instant().toString().substring(0, "2026-11-29".length());
        gateway.tell(
                walker.userId,
                Shortened.event(event),
                clock.instant(),
                Map.of(BOOKING, "b-" + walker.userId, "from", today, "happy", true));
    }

    /** Does what the guest does where they are. */
    private boolean hasEnded(Walker walker) {
        String journey = Shortened.id(walker.play.template());
        JsonNode run = gateway.get("/journeys/runs?userId=" + walker.userId + "&journeyId=" + journey).stream()
                .flatMap(page -> page.path("items").valueStream())
                .findFirst()
                .orElse(null);
        if (run == null) {
            return false;
        }
        if (run.path("status").asString("").equals("exited")) {
            walker.ended = run.path("reason").asString("end");
            return true;
        }
        Act act = walker.play.acts().get(run.path("node").asString(""));
        if (act != null && walker.acted.putIfAbsent(act.event(), true) == null) {
            tell(walker, act.event());
        }
        return false;
    }

    /** What was asked for last may still be on its way. */
    private void awaitMails(Collection<Walker> walkers) {
        int wanted = walkers.stream().mapToInt(this::requested).sum();
        Wait.until(
                FOR_MAILS,
                BETWEEN_LOOKS,
                () -> walkers.stream().mapToInt(this::mails).sum() >= wanted);
    }

    private int requested(Walker walker) {
        return (int)
                gateway
                        .get("/journeys/runs?userId=" + walker.userId + "&journeyId="
                                + Shortened.id(walker.play.template()))
                        .stream()
                        .flatMap(page -> page.path("items").valueStream())
                        .flatMap(run ->
                                gateway
                                        .get("/journeys/runs/"
                                                + run.path("runId").asString() + "/timeline")
                                        .stream())
                        .flatMap(page -> page.path("items").valueStream())
                        .filter(step -> step.path("what").asString("").equals("requested"))
                        .filter(step -> step.at("/detail/channels").toString().contains("email"))
                        .count();
    }

    private int mails(Walker walker) {
        return (int) MailSink.read(mails).stream()
                .filter(mail -> mail.to().contains(walker.guest.email()))
                .filter(mail -> mail.subject() == null || !mail.subject().startsWith("Welcome"))
                .count();
    }

    private Played played(Play play, Collection<Walker> walkers) {
        List<Walker> own =
                walkers.stream().filter(walker -> walker.play.equals(play)).toList();
        Map<String, Integer> ended = new TreeMap<>();
        own.stream()
                .filter(walker -> !walker.ended.isEmpty())
                .forEach(walker -> ended.merge(walker.ended, 1, Integer::sum));
        return new Played(
                play.template(),
                play.guests(),
                ended,
                own.stream().mapToInt(this::mails).sum());
    }
}
