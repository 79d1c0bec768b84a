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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Captures what a request says: read, judged, and durable in the event log when it returns. */
public final class Capture {
    private static final int BATCH = 1000;

    private final EventLog log;
    private final CaptureIds ids;
    private final Ids refusals;
    private final MaySay maySay;
    private final Clock clock;
    private final Problems problems;
    private final CaptureMetrics metrics;

    Capture(EventLog log, Ids ids, MaySay maySay, Clock clock, Problems problems, CaptureMetrics metrics) {
        this.log = log;
        this.ids = new CaptureIds(ids);
        this.refusals = ids;
        this.maySay = maySay;
        this.clock = clock;
        this.problems = problems;
        this.metrics = metrics;
    }

    /** Captures one thing and returns its id. */
    public UUID one(CaptureForm form, CaptureRequest request, JsonNode body) {
        Instant now = now();
        return switch (read(form, request, body, "", now)) {
            case Reading.Rejected<?>(Fact fact) -> {
                EventsRefused.Count refused = new EventsRefused.Count();
                refused.add(form.nameOf(body), fact);
                log.append(List.of(told(refused, request)));
                metrics.rejected(1);
                throw fact;
            }
            case Reading.Valid<? extends Capturable>(Capturable item) -> {
                UUID eventId = ids.idOf(request, form.plural(), item, 0);
                log.append(item.messages(new Receipt(eventId, now, request.client())));
                metrics.captured(1);
                yield eventId;
            }
        };
    }

    /** Captures the valid items of a batch; either all of them are durable afterwards or it throws. */
    public BatchAnswer many(CaptureForm form, CaptureRequest request, Given body) {
        Instant now = now();
        JsonNode items = items(form, body.tree());
        Unreadable unreadable = Unreadable.in(form.plural(), body);
        List<OutgoingMessage> messages = new ArrayList<>();
        List<BatchAnswer.Result> results = new ArrayList<>();
        EventsRefused.Count refused = new EventsRefused.Count();
        for (int index = 0; index < items.size(); index++) {
            String pointer = "/" + form.plural() + "/" + index;
            Reading<? extends Capturable> reading =
                    unreadable.isAt(index) ? unreadable.at(index) : read(form, request, items.get(index), pointer, now);
            switch (reading) {
                case Reading.Rejected<?>(Fact fact) -> {
                    refused.add(form.nameOf(items.get(index)), fact);
                    results.add(BatchAnswer.Result.rejected(index, problems.of(fact)));
                }
                case Reading.Valid<? extends Capturable>(Capturable item) -> {
                    UUID eventId = ids.idOf(request, form.plural(), item, index);
                    messages.addAll(item.messages(new Receipt(eventId, now, request.client())));
                    results.add(BatchAnswer.Result.accepted(index, eventId));
                }
            }
        }
        if (!refused.isEmpty()) {
            messages.add(told(refused, request));
        }
        log.append(messages);
        BatchAnswer answer = BatchAnswer.of(results);
        metrics.captured(answer.accepted());
        metrics.rejected(results.size() - answer.accepted());
        return answer;
    }

    private OutgoingMessage told(EventsRefused.Count refused, CaptureRequest request) {
        return refused.of(request.client()).toMessage(refusals.next());
    }

    private Reading<? extends Capturable> read(
            CaptureForm form, CaptureRequest request, JsonNode body, String pointer, Instant now) {
        Reading<? extends Capturable> reading = form.read(body, pointer, now);
        if (!(reading instanceof Reading.Valid<? extends Capturable>(Capturable item))) {
            return reading;
        }
        if (!request.caller().maySee(item.userId())) {
            return new Reading.Rejected<>(new UserNotFound(item.userId()));
        }
        Optional<Fact> refusal = maySay.refusal(form.speaksAs(request.caller()), form.tellsInteractions(), item.name());
        return refusal.isPresent() ? new Reading.Rejected<>(refusal.get()) : reading;
    }

    private static JsonNode items(CaptureForm form, JsonNode body) {
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
        return items;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
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

        Reading<Capturable> at(int index) {
            return new Reading.Rejected<>(new InvalidInput(byIndex.getOrDefault(Integer.toString(index), List.of())));
        }
    }
}
