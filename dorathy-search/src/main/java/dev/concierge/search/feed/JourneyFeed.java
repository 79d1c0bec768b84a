package dev.concierge.search.feed;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Definitions of journeys, for operators alone. The topic tells of those that were published, and says what they listen to: how
 * they are called is asked for.
 */
@Component
final class JourneyFeed implements Feed {
    private static final String LISTENING = "journey.listening";

    private final Journeys journeys;

    JourneyFeed(ServiceClients services) {
        this.journeys = services.create(Journeys.class, "journey");
    }

    /** What journey-service offers; a list is without the definitions. */
    interface Journeys {
        @GetExchange("/journeys")
        Page<Journey> list(@RequestParam(required = false) @Nullable String cursor, @RequestParam int limit);

        @GetExchange("/journeys/{journeyId}")
        Journey read(@PathVariable String journeyId);
    }

    record Journey(
            String journeyId,
            String state,
            Instant updatedAt,
            @Nullable JsonNode definition) {
        private Searchable document() {
            JsonNode of = definition == null ? MissingNode.getInstance() : definition;
            String name = of.path("name").asString("");
            return new Searchable(
                    new DocumentKey(Kind.JOURNEY, journeyId),
                    state,
                    name.isBlank() ? journeyId : name,
                    journeyId,
                    nodes(of),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    Map.of("state", state),
                    updatedAt);
        }

        /** What it does, by the types of its nodes. */
        private static List<String> nodes(JsonNode definition) {
            return definition
                    .path("nodes")
                    .valueStream()
                    .map(node -> node.path("type").asString(""))
                    .filter(type -> !type.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @Override
    public String topic() {
        return "journey-definitions";
    }

    @Override
    public Kind kind() {
        return Kind.JOURNEY;
    }

    @Override
    public boolean isListed() {
        return true;
    }

    @Override
    public void list(Pages into) throws IOException {
        String cursor = null;
        do {
            Page<Journey> page = journeys.list(cursor, PageRequest.MAX_LIMIT);
            List<Searchable> documents = new ArrayList<>();
            for (Journey one : page.items()) {
                if (asItIs(one.journeyId()) instanceof Change.Put put) {
                    documents.add(put.document());
                }
            }
            into.take(documents);
            cursor = page.next();
        } while (cursor != null);
    }

    @Override
    public Optional<Change> read(ReceivedMessage message) {
        return message.type().equals(LISTENING) ? Optional.of(asItIs(message.key())) : Optional.empty();
    }

    private Change asItIs(String journeyId) {
        try {
            return new Change.Put(journeys.read(journeyId).document());
        } catch (HttpClientErrorException.NotFound goneSince) {
            return new Change.Remove(new DocumentKey(Kind.JOURNEY, journeyId));
        }
    }
}
