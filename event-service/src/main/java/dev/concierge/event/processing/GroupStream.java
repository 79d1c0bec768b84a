package dev.concierge.event.processing;

import dev.concierge.event.history.AppendOccurrences;
import dev.concierge.event.loss.Loss;
import dev.concierge.event.loss.Losses;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.message.ReceivedMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens to several guests at once, or to a thing that guests have made: evenings of dates, experiences. These topics
 * have no guest for a key, so it is kept in each guest's history, and journeys, whose order is the guest's, are not told.
 */
final class GroupStream implements Subscription {
    private final AppendOccurrences append;
    private final Losses losses;
    private final Clock clock;

    GroupStream(AppendOccurrences append, Losses losses, Clock clock) {
        this.append = append;
        this.losses = losses;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "groups";
    }

    @Override
    public List<String> topics() {
        return List.of("date-events", "experiences");
    }

    /** By the ids of events, one for each guest of a message. */
    @Override
    public boolean recognisesRepetitions() {
        return true;
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        BatchLosses lost = new BatchLosses(clock);
        List<Occurrence> all = new ArrayList<>();
        batch.forEach(message -> occurrences(message).forEach(occurrence -> {
            lost.from(message, occurrence);
            all.add(occurrence);
        }));
        AppendOccurrences.Appended appended = append.appendBeside(all);
        lost.addAll(appended.repeated(), Loss.REPEATED);
        lost.addAll(appended.suppressed(), Loss.ERASED_GUEST);
        lost.keep(losses);
    }

    static Stream<Occurrence> occurrences(ReceivedMessage message) {
        JsonNode data = message.json();
        if (data == null) {
            return Stream.empty();
        }
        return switch (message.type()) {
            case "date-event.round-began" ->
                data.path("calls")
                        .valueStream()
                        .flatMap(call -> call.path("userIds")
                                .valueStream()
                                .map(guest -> occurrence(message, guest.asString(), round(data, call))));
            case "experience.created", "experience.withdrawn" ->
                Stream.of("actor", "owner")
                        .map(field -> data.path(field).asString(""))
                        .filter(guest -> !guest.isEmpty())
                        .distinct()
                        .map(guest -> occurrence(message, guest, data));
            default -> Stream.empty();
        };
    }

    /** Without whom the guest met: each one's history tells of that one alone. */
    private static ObjectNode round(JsonNode data, JsonNode call) {
        ObjectNode round = JsonNodeFactory.instance.objectNode();
        copy(data, "eventId", round);
        copy(data, "round", round);
        copy(data, "endsAt", round);
        copy(call, "callId", round);
        return round;
    }

    private static void copy(JsonNode from, String field, ObjectNode to) {
        @Nullable JsonNode value = from.get(field);
        if (value != null) {
            to.set(field, value);
        }
    }

    private static Occurrence occurrence(ReceivedMessage message, String guest, JsonNode attributes) {
        return new Occurrence(
                Ids.derived(Numbers.uuid(message.id()), guest),
                guest,
                message.type(),
                message.time(),
                message.time(),
                Origin.USER_CHANGE,
                message.source(),
                Attributes.of((ObjectNode) attributes));
    }
}
