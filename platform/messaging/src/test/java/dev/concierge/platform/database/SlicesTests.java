package dev.concierge.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTests {
    private final List<Integer> slices = new ArrayList<>();

    private int left = 2_500;

    @Test
    void goesOnUntilASliceIsNotFull() {
        Slices.forget(this::take);

        assertThat(slices).containsExactly(1_000, 1_000, 500);
        assertThat(left).isZero();
    }

    @Test
    void takesNoConnectionsOfRequests() {
        Slices.forget(_ -> {
            assertThat(Workload.current()).isEqualTo(Workload.BACKGROUND);
            return 0;
        });

        assertThat(Workload.current()).isEqualTo(Workload.REQUESTS);
    }

    private int take(int most) {
        int taken = Math.min(most, left);
        left -= taken;
        slices.add(taken);
        return taken;
    }
}
