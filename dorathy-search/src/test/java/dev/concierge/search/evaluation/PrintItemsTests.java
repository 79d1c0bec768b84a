package dev.concierge.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrintItemsTests {
    @Test
    void itemsComeFirstAndThenQuestionsOfWhichEveryThirdIsMisspelt() {
        List<JsonNode> printed = printed();

        assertThat(printed).hasSize(10);
        assertThat(printed.subList(0, 4)).allSatisfy(item -> {
            assertThat(item.path("itemId").asString()).isNotEmpty();
            assertThat(item.path("title").asString()).isNotEmpty();
            assertThat(item.at("/price/currency").asString()).isEqualTo("EUR");
        });
        assertThat(printed.subList(4, 10))
                .extracting(question -> question.path("isMisspelt").asBoolean())
                .containsExactly(true, false, false, true, false, false);
        assertThat(printed.subList(4, 10))
                .allSatisfy(question -> assertThat(
                                List.of(question.path("question").asString().split(" ", -1))
                                        .contains(question.path("word").asString()))
                        .isNotEqualTo(question.path("isMisspelt").asBoolean()));
    }

    @Test
    void theyAreTheSameEachTime() {
        assertThat(printed()).isEqualTo(printed());
    }

    private static List<JsonNode> printed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintItems.run(4, 6, new JsonMapper(), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
