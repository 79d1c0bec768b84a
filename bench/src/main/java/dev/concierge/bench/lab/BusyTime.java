package dev.concierge.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Processor time that the whole machine has used: database, broker and whoever measures belong to the work. */
public final class BusyTime {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double MILLIS_PER_TICK = 10;
    private static final int IDLE = 3;
    private static final int WAITING = 4;

    private BusyTime() {}

    /** In milliseconds (Linux). */
    public static double millis() throws IOException {
        try (var lines = Files.lines(STAT)) {
            double[] ticks = Arrays.stream(lines.findFirst().orElseThrow().split("\\s+"))
                    .skip(1)
                    .limit(8)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return (Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[WAITING]) * MILLIS_PER_TICK;
        }
    }
}
