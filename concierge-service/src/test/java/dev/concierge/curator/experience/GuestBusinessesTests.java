package dev.concierge.curator.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
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

    @Test
    void aGuestCreatesAtNoOtherBusinessAndClientsDo() throws IOException {
        JobRights rights = new JobRights(settings(Map.of("CONCIERGE_CURATOR_JOB_GUEST_BUSINESSES", "harbour")));
        Caller guest = new Caller("ada", Caller.Kind.GUEST, Set.of(), Set.of());
        Caller client = new Caller("app", Caller.Kind.CLIENT, Set.of("items:write"), Set.of());

        assertThatCode(() -> rights.requireBusiness(guest, "harbour")).doesNotThrowAnyException();
        assertThatThrownBy(() -> rights.requireBusiness(guest, "castle"))
                .isInstanceOfSatisfying(
                        Fact.class, refused -> assertThat(refused.code()).isEqualTo("business-not-open"));
        assertThatCode(() -> rights.requireBusiness(client, "castle")).doesNotThrowAnyException();
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
