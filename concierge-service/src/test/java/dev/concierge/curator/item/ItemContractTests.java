package dev.concierge.curator.item;

import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemContractTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @EnumSource
    void savedItemsKeepTheContract(ItemType type) {
        Item item = new Item(
                new ItemId(UUID.randomUUID()),
                new CreateItem(type, "Sailing", "", List.of("sea"), Map.of("hours", 2)),
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
