package dev.concierge.localstack.check;

import dev.concierge.localstack.check.Finding.Broken;
import dev.concierge.localstack.check.Finding.Doubtful;
import dev.concierge.localstack.check.Finding.Fine;
import dev.concierge.localstack.process.Memory;
import dev.concierge.localstack.process.RunState;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether nine services and what they stand on fit into memory. */
final class MemoryCheck {
    private static final long COMFORTABLE = 3584L << 20;
    private static final long LEAST = 2048L << 20;

    private MemoryCheck() {}

    /** A fleet that runs already has its memory. */
    static Stream<Finding> look(RunState state) {
        return state.alive().isEmpty() ? Stream.of(judge(Memory.available())) : Stream.of();
    }

    static Finding judge(long available) {
        String detail = "memory: " + gibibytes(available) + " available";
        if (available >= COMFORTABLE) {
            return new Fine(detail);
        }
        String expected = detail + " (expected: " + gibibytes(COMFORTABLE) + ")";
        String remedy = "close programs, or give the machine or container more memory";
        return available >= LEAST ? new Doubtful(expected, remedy) : new Broken(expected, remedy);
    }

    static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30));
    }
}
