package dev.concierge.curator.experience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** Where guests may create experiences, by the settings as they are delivered. */
class GuestBusinessesTests {
    @Test
    void guestsCreateNowhereUnlessTold() throws IOException {
        assertThat(settings(Map.of()).isOpenToGuests("harbour")).isFalse();
    }

    @Test
    void guestsCreateWhereTheyAreTold() throws IOException {
        JobSettings named = settings(Map.of("CONCIERGE_CURATOR_JOB_GUEST_BUSINESSES", "harbour, pier"));

        assertThat(named.isOpenToGuests("harbour")).isTrue();
        assertThat(named.isOpenToGuests("pier")).isTrue();
        assertThat(named.isOpenToGuests("castle")).isFalse();
        assertThat(settings(Map.of("CONCIERGE_CURATOR_JOB_GUEST_BUSINESSES", "*"))
                        .isOpenToGuests("castle"))
                .isTrue();
    }

    private static JobSettings settings(Map<String, Object> told) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("told", told));
        new YamlPropertySourceLoader()
                .load("delivered", new FileSystemResource("src/main/resources/application.yaml"))
                .forEach(sources::addLast);
        return Binder.get(environment)
                .bind("concierge.curator.job", JobSettings.class)
                .get();
    }
}
