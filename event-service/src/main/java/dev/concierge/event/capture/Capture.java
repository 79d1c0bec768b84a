package dev.concierge.event.capture;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Given;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.problem.Problems;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Captures what a request says: read, judged, and durable in the event log when it returns. */
public final class Capture {
    private static final int BATCH = 1000;
    private static final int ITEMS_AT_A_TIME = 16;

    private final EventLog log;
    private final CaptureIds ids;
    private final Ids refusals;
    private final CaptureRules rules;
    private final Clock clock;
    private final Problems problems;
    private final CaptureMetrics metrics;
    private final TurnedAway turnedAway;

    Capture(
            EventLog log,
            Ids ids,
            CaptureRules rules,
            Clock clock,
            Problems problems,
            CaptureMetrics metrics,
            TurnedAway turnedAway) {
        this.log = log;
        this.ids = new CaptureIds(ids);
        this.refusals = ids;
        this.rules = rules;
        this.clock = clock;
        this.problems = problems;
        this.metrics = metrics;
        this.turnedAway = turnedAway;
    }

    /** Captures one thing. */
    public CapturedView one(CaptureForm form, CaptureRequest request, JsonNode body) {
        Judged judged = new Judged(form, request);
        BatchAnswer.Result result = judged.add(0, "", body);
        append(judged, 1);
        Fact refusal = judged.lastRefusal;
        if (refusal != null) {
            TurnedAway.noteCounted();
            throw refusal;
        }
        return new CapturedView(Objects.requireNonNull(result.eventId()), result.warnings());
    }

    /** Captures the valid items of a batch; either all of them are durable afterwards or it throws. */
    public BatchAnswer many(CaptureForm form, CaptureRequest request, Given body) {
        JsonNode items = body.tree().path(form.plural());
        Judged judged = new Judged(form, request);
        Unreadable unreadable = readable(judged, items, body);
        List<BatchAnswer.Result> results = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            giveWay(index);
            results.add(
                    unreadable.isAt(index)
                            ? judged.refuse(index, items.get(index), unreadable.at(index))
                            : judged.add(index, "/" + form.plural() + "/" + index, items.get(index)));
        }
        append(judged, items.size());
        return BatchAnswer.of(results);
    }

    /** Virtual threads are not interrupted: without it whoever has one event waits for all large batches under way. */
    private static void giveWay(int index) {
        if (index % ITEMS_AT_A_TIME == ITEMS_AT_A_TIME - 1) {
            Thread.yield();
        }
    }

    /** What is wrong with the items; of a batch that is wrong itself all of them are counted, as durably, and refused. */
    private Unreadable readable(Judged judged, JsonNode items, Given body) {
        try {
            requireBatch(judged.form, body.tree());
            return Unreadable.in(judged.form.plural(), body);
        } catch (InvalidInput refusal) {
            int all = items.isArray() ? Math.max(items.size(), 1) : 1;
            judged.refuseAll(all, refusal);
            append(judged, all);
            TurnedAway.noteCounted();
            throw refusal;
        }
    }

    /**
     * Captures the lines of a file that can be taken; either all of them are durable afterwards or it throws.
     *
     * @param lines what each says, by its number in the whole file, which together with the request's key makes its id
     */
    public BatchAnswer lines(CaptureForm form, CaptureRequest request, SortedMap<Integer, JsonNode> lines) {
        Judged judged = new Judged(form, request);
        List<BatchAnswer.Result> results = lines.entrySet().stream()
                .map(line -> judged.add(line.getKey(), "", line.getValue()))
                .toList();
        append(judged, results.size());
        return BatchAnswer.of(results);
    }

    /** @param items of the request, which are all turned away when the log takes none of them */
    private void append(Judged judged, int items) {
        CaptureRequest request = judged.request;
        try {
            log.append(request.caller(), judged.toldAbout());
        } catch (Fact away) {
            turnedAway.add(request.client(), away.code(), items);
            TurnedAway.noteCounted();
            throw away;
        }
        metrics.captured(judged.taken);
        metrics.rejected(judged.refused);
    }

    /** What the items of one request come to. */
    private final class Judged {
        private final CaptureForm form;
        private final CaptureRequest request;
        private final Instant now = clock.instant();
        private final List<OutgoingMessage> messages = new ArrayList<>();
        private final EventsRefused.Count counts = new EventsRefused.Count();
        private int taken;
        private int refused;
        private @Nullable Fact lastRefusal;

        private Judged(CaptureForm form, CaptureRequest request) {
            this.form = form;
            this.request = request;
        }

        private BatchAnswer.Result add(int index, String pointer, JsonNode body) {
            return switch (form.read(body, pointer, now)) {
                case Reading.Rejected<?>(Fact fact) -> refuse(index, body, fact);
                case Reading.Valid<? extends Capturable>(Capturable item) ->
                    switch (rules.judge(form, request, body, pointer, item, now)) {
                        case CaptureRules.Verdict.Refused(Fact why) -> refuse(index, body, why);
                        case CaptureRules.Verdict.Taken admitted -> take(index, admitted);
                    };
            };
        }

        private BatchAnswer.Result take(int index, CaptureRules.Verdict.Taken admitted) {
            Capturable item = admitted.item();
            UUID eventId = ids.idOf(request, form.plural(), item, index);
            messages.addAll(item.messages(new Receipt(eventId, now, request.client(), request.historyOnly())));
            taken++;
            if (!admitted.counted().isEmpty()) {
                counts.add(item.name(), admitted.counted());
            }
            return BatchAnswer.Result.accepted(index, eventId, admitted.warnings());
        }

        private BatchAnswer.Result refuse(int index, JsonNode body, Fact fact) {
            refused++;
            lastRefusal = fact;
            counts.add(form.nameOf(body), fact.code());
            return BatchAnswer.Result.rejected(index, problems.of(fact));
        }

        /** Whatever they are: the batch itself is wrong. */
        private void refuseAll(int items, Fact fact) {
            refused += items;
            counts.add("", fact.code(), items);
        }

        /** With what is counted, which is as durable as what is taken. */
        private List<OutgoingMessage> toldAbout() {
            if (!counts.isEmpty()) {
                messages.add(counts.of(request.client()).toMessage(refusals.next()));
            }
            return messages;
        }
    }

    private static void requireBatch(CaptureForm form, JsonNode body) {
        JsonNode items = body.path(form.plural());
        List<FieldError> faults = new ArrayList<>();
        if (!items.isArray() || items.isEmpty() || items.size() > BATCH) {
            String found = items.isArray() ? items.size() + " items" : Values.shown(items);
            faults.add(
                    new FieldError("/" + form.plural(), found + " (expected: an array of 1 to " + BATCH + " items)"));
        }
        body.propertyNames().stream()
                .filter(name -> !form.takesOtherFields() && !name.equals(form.plural()))
                .map(name -> new FieldError(
                        "/" + Values.escaped(name), "unknown field (expected: only " + form.plural() + ")"))
                .forEach(faults::add);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    /** The items with something in them that could not be kept. */
    private record Unreadable(Map<String, List<FieldError>> byIndex) {
        /** @throws InvalidInput for what is wrong beside the items */
        static Unreadable in(String plural, Given body) {
            Map<String, List<FieldError>> byIndex = new HashMap<>();
            for (Given.Fault fault : body.faults()) {
                InvalidInput wrong = new InvalidInput(
                        fault.path().stream().map(Values::escaped).collect(Collectors.joining("/", "/", "")),
                        fault.value(),
                        fault.expectation());
                if (fault.path().size() < 2 || !fault.path().getFirst().equals(plural)) {
                    throw wrong;
                }
                byIndex.computeIfAbsent(fault.path().get(1), _ -> new ArrayList<>())
                        .addAll(wrong.errors());
            }
            return new Unreadable(byIndex);
        }

        boolean isAt(int index) {
            return byIndex.containsKey(Integer.toString(index));
        }

        InvalidInput at(int index) {
            return new InvalidInput(byIndex.getOrDefault(Integer.toString(index), List.of()));
        }
    }
}
