package dev.concierge.curator.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.concierge.curator.ranking.BalanceList.Candidate;
import dev.concierge.curator.ranking.BalanceList.Pick;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceListTests {
    private static final float[] WANTED = {0.7f, 0.3f};

    /** Twenty of the first topic, each more relevant than any of the twenty of the second. */
    private static List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            candidates.add(new Candidate(i, 1 - i * 0.01, i < 20 ? new float[] {1, 0} : new float[] {0, 1}));
        }
        return candidates;
    }

    @Test
    void withoutWeightTheMostRelevantStandInTheirOrder() {
        assertThat(BalanceList.NONE.order(candidates(), WANTED, 5))
                .extracting(pick -> pick.candidate().place())
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void topicsStandInTheListAsTheyAreWanted() {
        assertThat(new BalanceList(0.95, 10).order(candidates(), WANTED, 10))
                .filteredOn(pick -> pick.candidate().topics()[1] == 1)
                .hasSize(3);
    }

    @Test
    void whatIsSeenTogetherHasTheMostRelevantFirst() {
        List<Pick> picks = new BalanceList(0.5, 10).order(candidates(), WANTED, 20);

        assertThat(picks.subList(0, 10))
                .extracting(Pick::relevance)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(picks.subList(10, 20))
                .extracting(Pick::relevance)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void nothingStandsTwiceAndNothingIsMadeUp() {
        assertThat(new BalanceList(0.5, 10).order(candidates(), WANTED, 100))
                .extracting(pick -> pick.candidate().place())
                .doesNotHaveDuplicates()
                .hasSize(40);
    }

    @Test
    void whereNothingIsKnownOfTheGuestRelevanceDecides() {
        assertThat(new BalanceList(0.5, 10).order(candidates(), new float[] {0, 0}, 3))
                .extracting(pick -> pick.candidate().place())
                .containsExactly(0, 1, 2);
    }

    @Test
    void aListAsWantedHasNoMiscalibration() {
        assertThat(BalanceList.miscalibration(WANTED, new double[] {7, 3})).isCloseTo(0, within(1e-9));
        assertThat(BalanceList.miscalibration(WANTED, new double[] {10, 0})).isGreaterThan(0.5);
    }
}
