package dev.concierge.localstack.command;

import dev.concierge.localstack.demo.Counts;
import dev.concierge.localstack.demo.Rooms;
import dev.concierge.localstack.demo.Scenario;
import dev.concierge.localstack.demo.Templates;
import dev.concierge.localstack.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

final class RunDemo {
    private static final int GUESTS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RunDemo() {}

    static int run(Settings settings, Arguments arguments) throws InterruptedException {
        int guests = arguments.number("--guests", GUESTS);
        boolean isJson = arguments.has("--json");
        ProgressBar bar = new ProgressBar(!isJson);
        Clock clock = Clock.systemUTC();
        Rooms rooms = Rooms.enter(settings, clock, PATIENCE);
        Instant start = clock.instant();
        Scenario scenario = new Scenario(settings, clock, PATIENCE, bar::show);
        Counts counts = scenario.run(guests);
        bar.end();
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        List<Templates.Played> played = new Templates(settings, clock, PATIENCE).play();
        List<Rooms.Visit> visits = rooms.walk();
        if (isJson) {
            System.out.println(new JsonMapper().writeValueAsString(result(counts, seconds, played, visits)));
        } else {
            if (guests == 1) {
                scenario.story().lines().forEach(System.out::println);
            }
            print(counts, seconds);
            played.forEach(one -> System.out.println(one.line()));
            visits.forEach(one -> System.out.println(one.line()));
        }
        return Math.max(Math.max(judge(counts), judge(played)), judgeRooms(visits));
    }

    private static Map<String, Object> result(
            Counts counts, double seconds, List<Templates.Played> played, List<Rooms.Visit> visits) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("registered", counts.registered());
        result.put("profiles", counts.profiles());
        result.put("runsEntered", counts.runsEntered());
        result.put("mailsReceived", counts.mailsReceived());
        result.put("seconds", seconds);
        Map<String, Object> templates = new LinkedHashMap<>();
        played.forEach(one -> templates.put(
                one.template(), Map.of("guests", one.guests(), "ended", one.ended(), "mails", one.mails())));
        result.put("templates", templates);
        Map<String, Object> rooms = new LinkedHashMap<>();
        visits.forEach(one ->
                rooms.put(one.room(), Map.of("ended", one.isComplete(), "millis", one.millis(), "says", one.says())));
        result.put("rooms", rooms);
        return result;
    }

    private static void print(Counts counts, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "registered %d, profiles %d, runs entered %d, mails received %d, after %.1f s%n",
                counts.registered(),
                counts.profiles(),
                counts.runsEntered(),
                counts.mailsReceived(),
                seconds);
    }

    private static int judge(Counts counts) {
        if (counts.agree()) {
            return 0;
        }
        System.err.println("concierge: these are not " + counts.wanted() + ": " + counts.differences());
        System.err.println(
                "  what to do: see ./concierge status, then ./concierge logs journey-service or" + " notification-hub");
        return 1;
    }

    private static int judge(List<Templates.Played> played) {
        List<String> incomplete = played.stream()
                .filter(one -> !one.isComplete())
                .map(Templates.Played::template)
                .toList();
        if (incomplete.isEmpty()) {
            return 0;
        }
        System.err.println("concierge: not every guest came to the end of " + String.join(", ", incomplete));
        System.err.println("  what to do: see ./concierge logs journey-service or event-service");
        return 1;
    }

    private static int judgeRooms(List<Rooms.Visit> visits) {
        List<Rooms.Visit> incomplete =
                visits.stream().filter(one -> !one.isComplete()).toList();
        if (incomplete.isEmpty()) {
            return 0;
        }
        incomplete.forEach(one -> System.err.println("concierge: " + one.room() + ": " + one.says()));
        System.err.println("  what to do: see ./concierge status, then ./concierge logs of "
                + incomplete.stream().map(Rooms.Visit::service).distinct().collect(Collectors.joining(", ")));
        return 1;
    }
}
