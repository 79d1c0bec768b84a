package dev.concierge.search.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.message.MessageJson;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ItemContractTests {
    private final MessageJson json = new MessageJson(new JsonMapper());

    @Test
    void readsWhatConciergeServicePublishes() {
        byte[] example =
                Contracts.example(FollowItems.TOPIC, Item.SAVED).toString().getBytes(StandardCharsets.UTF_8);

        Item item = json.read(example, Item.class);

        assertThat(item.title()).isEqualTo("Sailing at sunset");
        assertThat(item.tags()).contains("sailing");
        assertThat(item.type()).isEqualTo("experience");
    }

    @Test
    void readsWhatTheLastReleasePublished() {
        assertThat(Contracts.examples(FollowItems.TOPIC, Item.SAVED))
                .allSatisfy(example -> assertThat(
                                json.read(example.toString().getBytes(StandardCharsets.UTF_8), Item.class)
                                        .title())
                        .isNotEmpty());
    }

    @Test
    void knowsTheDeletion() {
        assertThat(Contracts.example(FollowItems.TOPIC, Item.DELETED)
                        .path("itemId")
                        .isString())
                .isTrue();
    }
}
