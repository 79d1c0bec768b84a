package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes the journey {@code welcome} at the first start. The row decides: of several pods that start, one adds it;
 * and one that was archived stays so.
 */
@Component
class SeedWelcome implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(SeedWelcome.class);

    private final Journeys journeys;
    private final Versions versions;
    private final PublishJourney publishJourney;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SeedWelcome(
            Journeys journeys,
            Versions versions,
            PublishJourney publishJourney,
            Clock clock,
            TransactionTemplate transaction) {
        this.journeys = journeys;
        this.versions = versions;
        this.publishJourney = publishJourney;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        JsonNode welcome = welcome();
        transaction.executeWithoutResult(_ -> seed(welcome));
    }

    static JsonNode welcome() throws IOException {
        try (InputStream resource = new ClassPathResource("journeys/welcome.json").getInputStream()) {
            return JsonMapper.shared().readTree(resource);
        }
    }

    private void seed(JsonNode definition) {
        JourneyId id = DefinitionReader.read(definition).journeyId();
        Instant now = clock.instant();
        if (journeys.add(id.value(), now) == 1) {
            versions.add(id, 1, definition, now);
            publishJourney.publish(id, 1, false);
            log.info("Seeded journey {}; it goes live when event-service listens for it", id);
        }
    }
}
