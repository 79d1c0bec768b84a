package dev.concierge.hub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.FileSystemResource;

/** Where the assistant is asked, by the settings as they are delivered. */
class AgentAddressTests {
    private static final String SEARCH = "http://search:3000";
    private static final String AGENT = "http://ai-agent-server:3001";

    @Test
    void theAssistantIsWhereTheSeedsNameSaysElseWhereSearchIs() throws IOException {
        assertThat(address(Map.of("AI_AGENT_HTTP_URL", AGENT))).isEqualTo(AGENT);
        assertThat(address(Map.of("AI_AGENT_HTTP_URL", AGENT, "CONCIERGE_SEARCH_URL", SEARCH)))
                .isEqualTo(AGENT);
        assertThat(address(Map.of("CONCIERGE_SEARCH_URL", SEARCH))).isEqualTo(SEARCH);
        assertThat(address(Map.of())).isEqualTo("http://localhost:3000");
    }

    private static @Nullable String address(Map<String, Object> told) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("told", told));
        new YamlPropertySourceLoader()
                .load("delivered", new FileSystemResource("src/main/resources/application.yaml"))
                .forEach(sources::addLast);
        return new PropertySourcesPropertyResolver(sources).getProperty("concierge.services.search.url");
    }
}
