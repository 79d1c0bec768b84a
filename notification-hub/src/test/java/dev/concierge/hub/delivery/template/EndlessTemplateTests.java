package dev.concierge.hub.delivery.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.hub.delivery.template.RenderTemplate.TemplateBroken;
import dev.concierge.hub.delivery.template.TemplateBody.Kind;
import dev.concierge.hub.delivery.template.TemplateBody.Texts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Whoever may write templates tries to take the pod's memory, or its time. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndlessTemplateTests {
    private static final Map<String, Object> FORTY =
            Map.of("data", Map.of("a", IntStream.range(0, 40).boxed().toList()));

    private final Map<String, String> partials = new HashMap<>();
    private final RenderTemplate rendering = new RenderTemplate(new Kept());

    @Test
    void partialsOfPartials() {
        partials.put("p0", "x".repeat(1_000));
        for (int i = 1; i < 12; i++) {
            partials.put("p" + i, ("{{> p" + (i - 1) + "}}").repeat(10));
        }

        refused("{{> p11}}", Map.of());
        refused("{{#if data}}{{> p11}}{{/if}}", FORTY);
    }

    @Test
    void emptyPartialsOfPartials() {
        partials.put("p0", "");
        for (int i = 1; i < 12; i++) {
            partials.put("p" + i, ("{{> p" + (i - 1) + "}}").repeat(10));
        }

        refused("{{> p11}}", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"each data.a", "data.a"})
    void listsInLists(String list) {
        String end = "{{/" + (list.startsWith("each") ? "each" : list) + "}}";

        refused(("{{#" + list + "}}").repeat(9) + "x".repeat(100) + end.repeat(9), FORTY);
        refused(("{{#" + list + "}}").repeat(9) + end.repeat(9), FORTY);
    }

    @Test
    void aLongValueInEachRound() {
        Map<String, Object> values =
                Map.of("data", Map.of("a", IntStream.range(0, 60_000).boxed().toList(), "long", "x".repeat(100_000)));

        refused("{{#each data.a}}{{@root.data.long}}{{/each}}", values);
        refused("{{#each data.a}}{{@root}}{{/each}}", values);
        refused("{{#each data.a}}{{lookup @root.data \"long\"}}{{/each}}", values);
    }

    @Test
    void aLongBlockPutInOverAndOver() {
        partials.put("often", "{{> @partial-block}}".repeat(1_000));
        partials.put("rounds", "{{#each @root.data.a}}{{#each @root.data.a}}{{> @partial-block}}{{/each}}{{/each}}");
        partials.put("named", "{{> (lookup @root.data \"block\")}}".repeat(1_000));
        String block = "x".repeat(90_000);

        refused("{{#> often}}" + block + "{{/often}}", Map.of());
        refused("{{#> rounds}}" + block + "{{/rounds}}", FORTY);
        refused("{{#> named}}" + block + "{{/named}}", Map.of("data", Map.of("block", "@partial-block")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{log user.email}}",
                "{{i18n \"x\" bundle=\"messages\"}}",
                "{{embedded \"p\"}}",
                "{{precompile \"p\"}}",
                "{{#partial \"x\"}}long{{/partial}}",
                "{{#block \"x\"}}{{/block}}",
                "{{#*inline \"x\"}}long{{/inline}}"
            })
    void helpersThatNobodyNeedsAreNotThere(String text) {
        assertThat(rendering.faults(message(text))).containsKey("/texts/en/text");
    }

    @Test
    void blocksInBlocksWithoutEndAreRefusedBeforeTheyAreParsed() {
        assertThat(rendering.faults(message("{{#a}}".repeat(3_000)))).containsKey("/texts/en/text");
        assertThat(rendering.faults(message("{{#a}}".repeat(1_000) + "{{/a}}".repeat(1_000))))
                .containsKey("/texts/en/text");
        assertThat(rendering.faults(message("{{a " + "(b ".repeat(1_000) + ")".repeat(1_000) + "}}")))
                .containsKey("/texts/en/text");
    }

    @Test
    void whatPeopleWriteIsWritten() throws TemplateBroken {
        partials.put("row", "<li>{{this}}</li>");
        partials.put("layout", "<main>{{> @partial-block}}</main>" + "x".repeat(50_000));
        String list = "{{#each data.a}}{{> row}}{{/each}}";

        TemplateBody body = message("{{#> layout}}" + list.repeat(20) + "{{/layout}}");

        assertThat(rendering.faults(body)).isEmpty();
        assertThat(rendering.render(body, null, FORTY).text())
                .startsWith("<main><li>")
                .hasSizeGreaterThan(50_000);
    }

    private void refused(String text, Map<String, Object> values) {
        assertThatThrownBy(() -> rendering.render(message(text), null, values))
                .isInstanceOf(TemplateBroken.class)
                .hasMessageContaining("too long when written out");
    }

    private static TemplateBody message(String text) {
        return body(Kind.MESSAGE, text);
    }

    private static TemplateBody body(Kind kind, String text) {
        return new TemplateBody(kind, "en", Map.of("en", new Texts("s", text, null)), null);
    }

    private final class Kept extends Templates {
        Kept() {
            super(JdbcClient.create(new DriverManagerDataSource()), JsonMapper.shared());
        }

        @Override
        Optional<Template> remembered(String id, @Nullable Integer version) {
            return Optional.ofNullable(partials.get(id))
                    .map(text -> new Template(id, 1, body(Kind.PARTIAL, text), "somebody", Instant.EPOCH));
        }
    }
}
