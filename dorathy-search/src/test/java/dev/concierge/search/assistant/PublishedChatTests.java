package dev.concierge.search.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedChatTests {
    private final PublishedChat published = new PublishedChat();

    @Test
    void whatIsPublishedPasses() {
        assertThat(published.faultsOfRequest("""
                        {"model": "openai/gpt-4o-mini", "stream": true, "messages": [{"role": "user", "content": "hello"}]}""")).isEmpty();
        assertThat(published.faultsOfChunk("""
                        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                         "choices": [{"index": 0, "delta": {"content": "hi"}, "finish_reason": null}]}""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}",
                "{\"model\": \"m\", \"messages\": []}",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"guest\", \"content\": \"hello\"}]}",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"tool\", \"content\": \"hello\"}]}",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}], \"temperature\": 3}",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}], \"noSuchField\": 1}",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}], \"tools\": [{\"type\": \"function\"}]}"
            })
    void whatIsNotPublishedIsAFault(String request) {
        assertThat(published.faultsOfRequest(request)).isNotEmpty();
    }

    @Test
    void aChunkWithoutAReasonFieldIsAFault() {
        assertThat(published.faultsOfChunk("""
                        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                         "choices": [{"index": 0, "delta": {"content": "hi"}}]}""")).isNotEmpty();
    }
}
