package dev.concierge.curator.item;

import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemContractTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"experience", "memory", "gem", "stay"})
    void savedItemsKeepTheContract(String type) {
        Item item = new Item(
                new ItemId(UUID.randomUUID()),
                "client:app",
                new ItemDetails(
                        type,
                        "Sailing",
                        "",
                        List.of("sea"),
                        Map.of("hours", 2),
                        List.of("sailing"),
                        List.of("en"),
                        List.of("/content/1"),
                        new ItemDetails.Place("Pier 39", 37.8, -122.4),
                        new ItemDetails.Price(9_900L, "EUR"),
                        Visibility.PUBLIC,
                        List.of(),
                        null,
                        null,
                        null,
                        null),
                NOW);

        Contracts.assertValid(ItemTopic.NAME, ItemSaved.TYPE, ItemSaved.of(item));
    }

    @Test
    void deletedItemsKeepTheContract() {
        Contracts.assertValid(ItemTopic.NAME, ItemDeleted.TYPE, new ItemDeleted(UUID.randomUUID(), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {ItemSaved.TYPE, ItemDeleted.TYPE})
    void theExamplesAreValid(String type) {
        Contracts.assertValid(ItemTopic.NAME, type, Contracts.example(ItemTopic.NAME, type));
    }
}
