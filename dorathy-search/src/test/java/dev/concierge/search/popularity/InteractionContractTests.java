package dev.concierge.search.popularity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.message.MessageJson;
import dev.concierge.search.popularity.GuestStream.InteractionCaptured;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InteractionContractTests {
    @Test
    void readsWhatEventServicePublishesAndWhatItPublishedBefore() {
        assertThat(Contracts.examples(InteractionCaptured.TOPIC, InteractionCaptured.TYPE))
                .isNotEmpty()
                .allSatisfy(example -> {
                    InteractionCaptured read = new MessageJson(new JsonMapper())
                            .read(example.toString().getBytes(StandardCharsets.UTF_8), InteractionCaptured.class);
                    assertThat(read.type()).isNotEmpty();
                    assertThat(read.actor().id()).isNotEmpty();
                    assertThat(read.target().id()).isNotEmpty();
                });
    }
}
