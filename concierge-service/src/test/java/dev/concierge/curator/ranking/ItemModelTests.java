package dev.concierge.curator.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemModelTests {
    /** Guests of the first half take the first items, those of the second the others; everybody takes the last. */
    private static final InteractionMatrix TAKEN = taken();

    private static InteractionMatrix taken() {
        Random random = new Random(7);
        List<InteractionMatrix.Entry> entries = new ArrayList<>();
        for (int guest = 0; guest < 40; guest++) {
            for (int i = 0; i < 4; i++) {
                entries.add(new InteractionMatrix.Entry(guest, random.nextInt(6) + (guest < 20 ? 0 : 6), 1));
            }
            entries.add(new InteractionMatrix.Entry(guest, 12, 1));
        }
        return InteractionMatrix.of(40, 13, entries);
    }

    static Stream<Learner> personal() {
        return Stream.of(new Ease(10, 0), new Ease(10, 0.5), new ItemKnn(12, 2), new Rp3Beta(12, 1, 0.3));
    }

    static Stream<Learner> all() {
        return Stream.concat(personal(), Stream.of(new Popularity()));
    }

    @ParameterizedTest
    @MethodSource("personal")
    void whatLikeMindedGuestsTookScoresHigher(Learner learner) {
        float[] scores = learner.learn(TAKEN).scores(new History(new int[] {0, 1}, new float[] {1, 1}));

        for (int theirs = 2; theirs < 6; theirs++) {
            for (int others = 6; others < 12; others++) {
                assertThat(scores[theirs]).isGreaterThan(scores[others]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("personal")
    void aScoreIsExactlyTheSumOfItsParts(Learner learner) {
        ItemModel model = learner.learn(TAKEN);
        History history = new History(new int[] {0, 3, 12}, new float[] {1, 0.3f, 0.8f});
        float[] scores = model.scores(history);

        for (int item = 0; item < 13; item++) {
            float sum = 0;
            for (int place = 0; place < 3; place++) {
                sum += model.part(history, place, item);
            }
            assertThat(scores[item]).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoTookNothingIsShownWhatMostTook(Learner learner) {
        ItemModel model = learner.learn(TAKEN);

        assertThat(model.knows(History.NONE)).isFalse();
        assertThat(model.scores(History.NONE)[12]).isEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aModelServesFromItsFileAsItWasLearned(Learner learner, @TempDir Path folder) throws IOException {
        ItemModel model = learner.learn(TAKEN);
        List<UUID> items = Stream.generate(UUID::randomUUID).limit(13).toList();
        ModelFile.write(folder.resolve("a.model"), new ModelFile.Named(items, model));

        ModelFile.Named read = ModelFile.map(folder.resolve("a.model"));

        History history = new History(new int[] {2, 7}, new float[] {1, 0.6f});
        assertThat(read.items()).isEqualTo(items);
        assertThat(read.model().scores(history)).isEqualTo(model.scores(history));
        assertThat(read.model().part(history, 1, 9)).isEqualTo(model.part(history, 1, 9));
    }

    @Test
    void anotherFileIsNotServed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.model"), "not a model, but long enough to be one");

        assertThatIOException().isThrownBy(() -> ModelFile.map(file));
    }

    @Test
    void easeGivesTheWeightsOfThePaper() {
        // X = [[1, 1], [1, 0]]: G + λI = [[3, 1], [1, 2]], its inverse is [[2, -1], [-1, 3]] / 5
        InteractionMatrix taken = InteractionMatrix.of(
                2,
                2,
                List.of(
                        new InteractionMatrix.Entry(0, 0, 1),
                        new InteractionMatrix.Entry(0, 1, 1),
                        new InteractionMatrix.Entry(1, 0, 1)));
        ItemModel model = new Ease(1, 0).learn(taken);

        assertThat(model.part(new History(new int[] {0}, new float[] {1}), 0, 1))
                .isCloseTo(1 / 3f, within(1e-6f));
        assertThat(model.part(new History(new int[] {1}, new float[] {1}), 0, 0))
                .isCloseTo(1 / 2f, within(1e-6f));
        assertThat(model.part(new History(new int[] {1}, new float[] {1}), 0, 1))
                .isZero();
    }

    @Test
    void easeRefusesWhatItsMatricesCannotHold() {
        InteractionMatrix large = InteractionMatrix.of(1, Ease.MOST_ITEMS + 1, List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> new Ease(1, 0).learn(large));
    }

    @Test
    void ofSeveralInteractionsWithAnItemTheStrongestCounts() {
        InteractionMatrix taken = InteractionMatrix.of(
                1,
                2,
                List.of(
                        new InteractionMatrix.Entry(0, 1, 0.3f),
                        new InteractionMatrix.Entry(0, 1, 1),
                        new InteractionMatrix.Entry(0, 1, 0.6f)));

        assertThat(taken.history(0)).isEqualTo(new History(new int[] {1}, new float[] {1}));
    }
}
