package dev.concierge.search.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.message.MessageJson;
import dev.concierge.search.document.Searchable;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ItemContractTests {
    private final MessageJson json = new MessageJson(new JsonMapper());

    @Test
    void readsWhatConciergeServicePublishes() {
        byte[] example =
                Contracts.example(ItemFeed.TOPIC, ItemFeed.SAVED).toString().getBytes(StandardCharsets.UTF_8);

        Searchable item = json.read(example, ItemFeed.Item.class).searchable();

        assertThat(item.title()).isEqualTo("Sailing at sunset");
        assertThat(item.tags()).contains("sailing");
        assertThat(item.type()).isEqualTo("experience");
    }

    @Test
    void readsWhatTheLastReleasePublished() {
        assertThat(Contracts.examples(ItemFeed.TOPIC, ItemFeed.SAVED))
                .allSatisfy(example -> assertThat(
                                json.read(example.toString().getBytes(StandardCharsets.UTF_8), ItemFeed.Item.class)
                                        .searchable()
                                        .title())
                        .isNotEmpty());
    }

    @Test
    void knowsTheDeletion() {
        assertThat(Contracts.example(ItemFeed.TOPIC, ItemFeed.DELETED)
                        .path("itemId")
                        .isString())
                .isTrue();
    }
}
