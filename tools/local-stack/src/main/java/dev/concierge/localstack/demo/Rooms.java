package dev.concierge.localstack.demo;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One guest's short walk through what registration and journeys do not come by. It can be taken again at any time. */
public final class Rooms {
    private final Walk walk;
    private final FindThings things;
    private final WatchScreen screens;
    private final Visit search;

    /**
     * How it was in one room.
     *
     * @param service whose log says more
     * @param millis until it came to its end, or was given up
     * @param says what came of it, or what did not
     */
    public record Visit(String room, String service, boolean isComplete, long millis, String says) {
        public String line() {
            return "%-18s %s".formatted(room, says);
        }
    }

    /** What is done in a room, and what came of it; empty when what is awaited does not come. */
    @FunctionalInterface
    private interface Room {
        Optional<String> visit() throws InterruptedException;
    }

    private Rooms(Walk walk) throws InterruptedException {
        this.walk = walk;
        this.things = new FindThings(walk);
        this.screens = new WatchScreen(walk);
        this.search = visit("search", "dorathy-search", things::search);
    }

    /**
     * Searches; the rest is for {@link #walk}, best a while later: there is no rate of requests that were all made before
     * Prometheus saw the first of them.
     *
     * @param patience for what is awaited in one room
     */
    public static Rooms enter(Settings settings, Clock clock, Duration patience) throws InterruptedException {
        return new Rooms(Walk.begun(new Gateway(settings), clock, patience));
    }

    public List<Visit> walk() throws InterruptedException {
        return List.of(
                search,
                visit("resource", "resource-service", screens::resource),
                visit("screen", "notification-hub", screens::notification),
                visit("curation", "concierge-service", things::curation),
                visit("experience", "concierge-service", things::experience),
                visit("assistant", "dorathy-search", screens::assistant),
                visit("dates", "datemaker", this::dates));
    }

    /** One that fails does not close the others. */
    private Visit visit(String name, String service, Room room) throws InterruptedException {
        long start = walk.clock().millis();
        Optional<String> says = Optional.empty();
        String otherwise = "what is awaited has not come";
        try {
            says = room.visit();
        } catch (CannotContinue failed) {
            otherwise = String.valueOf(failed.getMessage());
        }
        return new Visit(name, service, says.isPresent(), walk.clock().millis() - start, says.orElse(otherwise));
    }

    /** A seat at an evening that is called off, as it takes longer than a demo. */
    private Optional<String> dates() {
        Gateway gateway = walk.gateway();
        String startsAt = walk.clock().instant().plus(2, ChronoUnit.DAYS).toString();
        String event = "/dating/events/"
                + gateway.post("/dating/events", Map.of("title", "Demo evening", "startsAt", startsAt))
                        .path("eventId")
                        .asString();
        String seat = event + "/registrations/" + walk.guest();
        gateway.put(seat, Map.of("language", "en", "age", 31));
        return walk.awaited(
                        seat,
                        taken -> Optional.of(taken)
                                .filter(own -> own.path("status").asString("").equals("REGISTERED")))
                .flatMap(_ -> {
                    gateway.post(event + "/skip", Map.of("reason", "it was a demo's"));
                    return walk.awaited(
                            event,
                            evening -> Optional.of(evening)
                                    .filter(off ->
                                            off.path("state").asString("").equals("SKIPPED")));
                })
                .map(_ -> "a seat at an evening, which is called off again");
    }
}
