package dev.concierge.search.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BgeSmallEnglishTests {
    @SuppressWarnings("NullAway.Init")
    private static BgeSmallEnglish model;

    @BeforeAll
    static void load() throws IOException {
        model = BgeSmallEnglish.load(new JsonMapper());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void textsThatMeanSomethingAlikeAreNearerThanOthers() {
        float[] question = model.ofQuestion("learn to dive underwater");

        float near = VectorUtil.dotProduct(question, model.ofDocument("Scuba lessons in the reef"));
        float far = VectorUtil.dotProduct(question, model.ofDocument("Bread baking for beginners"));

        assertThat(near).isGreaterThan(far + 0.05f);
        assertThat(near).isGreaterThan((float) model.scale().related());
        assertThat(far).isLessThan((float) model.scale().related());
    }

    @Test
    void meaningsAreOfLengthOneHoweverLongTheText() {
        assertThat(VectorUtil.dotProduct(model.ofDocument("x"), model.ofDocument("x")))
                .isBetween(0.999f, 1.001f);
        float[] ofLong = model.ofDocument("🎉 Ünïcödé 東京 ".repeat(2_000));
        assertThat(VectorUtil.dotProduct(ofLong, ofLong)).isBetween(0.999f, 1.001f);
    }

    @Test
    void wordsAreCutIntoTheirLongestKnownPieces() {
        WordPieces pieces = new WordPieces(
                Map.of("[CLS]", 0, "[SEP]", 1, "[UNK]", 2, "sail", 3, "##ing", 4, "sailing", 5, ",", 6, "cafe", 7), 6);

        assertThat(pieces.of("Sailing, Café")).containsExactly(0, 5, 6, 7, 1);
        assertThat(pieces.of("sail sailings")).containsExactly(0, 3, 2, 1);
        assertThat(pieces.of("sail sail sail sail sail sail")).containsExactly(0, 3, 3, 3, 3, 1);
    }
}
