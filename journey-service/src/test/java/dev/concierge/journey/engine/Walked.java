package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserChanged;
import dev.concierge.journey.guest.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One run, walked by the words of a test: time stands still unless it is moved. */
final class Walked {
    private static final UserId ANNA = new UserId("anna");
    private static final UUID CAUSE = new UUID(7, 7);

    private final Definition definition;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private Guest guest = Guest.unknown(ANNA);
    private Circumstances.Pause pause = Circumstances.Pause.NONE;
    private Allowance allowance = Allowance.UNLIMITED;
    private Run run;
    private Advance last;

    Walked(String nodes) {
        this("", nodes);
    }

    Walked(String more, String nodes) {
        ObjectNode given = (ObjectNode)
                json("{'journeyId': 'j', 'name': 'J', " + more + " 'start': 'start', 'nodes': {" + nodes + "}}");
        for (String exit : List.of("bought", "late")) { // those that a test does not lead to
            if (nodes.indexOf("'" + exit + "'") == nodes.indexOf("'" + exit + "': {'type': 'exit'")) {
                ((ObjectNode) given.get("nodes")).remove(exit);
            }
        }
        definition = DefinitionReader.read(given);
        run = new Run(
                RunId.causedBy(CAUSE, definition.journeyId()),
                definition.journeyId(),
                1,
                ANNA,
                CAUSE,
                new RunState.Pending());
        last = Advance.none(run, Allowance.UNLIMITED);
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    Walked knowing(String attributes, String preferences) {
        guest = guest.after(new UserChanged(1, json(attributes), json(preferences)));
        return this;
    }

    Walked at(String moment) {
        now = Instant.parse(moment);
        return this;
    }

    Walked paused(Circumstances.Pause how) {
        pause = how;
        return this;
    }

    Walked allowed(Allowance left) {
        allowance = left;
        return this;
    }

    Allowance allowance() {
        return allowance;
    }

    Walked enters(String attributes) {
        return enters(attributes, null);
    }

    Walked enters(String attributes, @Nullable String key) {
        return take(new Stimulus.Entered("test", json(attributes), key, null));
    }

    Walked happens(String event, String attributes) {
        return take(new Stimulus.EventOccurred(UUID.randomUUID(), event, json(attributes), now));
    }

    Walked happens(String event) {
        return happens(event, "{}");
    }

    Walked passes(String time) {
        now = now.plus(Duration.parse(time));
        return this;
    }

    /** Lets time pass until the next timer is due, and fires it. */
    Walked elapses() {
        Instant until = waiting().until();
        RunState.Position next = waiting().positions().stream()
                .filter(position -> until.equals(position.until()))
                .findFirst()
                .orElseThrow();
        now = until.isAfter(now) ? until : now;
        return take(new Stimulus.TimerFired(next.visit(), false));
    }

    Walked isAnswered(boolean ok, String data) {
        RunState.Position asking = waiting().first();
        return take(new Stimulus.Answered(asking.visit(), ok, json(data), null));
    }

    Walked take(Stimulus stimulus) {
        last = Engine.advance(definition, run, stimulus, new Circumstances(now, guest, pause, allowance));
        run = last.run();
        allowance = last.allowance();
        effects.addAll(last.effects());
        steps.addAll(last.steps());
        return this;
    }

    Waiting waiting() {
        return (Waiting) run.state();
    }

    Memory memory() {
        return waiting().memory();
    }

    List<String> nodes() {
        return run.state() instanceof Waiting waiting
                ? waiting.positions().stream()
                        .map(position -> position.node().value())
                        .toList()
                : List.of();
    }

    String reason() {
        return run.state() instanceof Exited exited ? exited.reason() : "still at " + nodes();
    }

    Instant now() {
        return now;
    }

    Instant until() {
        return waiting().until();
    }

    List<TimerChange> timers() {
        return last.timers();
    }

    List<Step> steps() {
        return steps;
    }

    <E extends Effect> List<E> effects(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
