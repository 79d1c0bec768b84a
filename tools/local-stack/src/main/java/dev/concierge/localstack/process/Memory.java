package dev.concierge.localstack.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What processes really take. */
public final class Memory {
    private static final Path PROC = Path.of("/proc");
    private static final int KIB = 1024;

    private Memory() {}

    /**
     * The proportional set size: of a page that several processes share, each counts its part, so the sum is what they
     * take together. Where the system does not tell it, the resident size.
     */
    public static long pss(ProcessHandle process) {
        return rollup(PROC, process.pid()).orElseGet(() -> resident(process.pid()));
    }

    /** With its descendants: a Postgres is a process per connection. */
    public static long pssOfTree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Memory::pss)
                .sum();
    }

    /** Bytes that programs can still get without swapping, within the limit of our container if there is one. */
    public static long available() {
        long free = field(PROC.resolve("meminfo"), "MemAvailable:").orElse(Long.MAX_VALUE);
        return Math.min(free, total());
    }

    public static long total() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    static OptionalLong rollup(Path proc, long pid) {
        return field(proc.resolve(String.valueOf(pid)).resolve("smaps_rollup"), "Pss:");
    }

    private static OptionalLong field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]) * KIB)
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    private static long resident(long pid) {
        try {
            Process ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", String.valueOf(pid))).start();
            String kib = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return kib.isEmpty() ? 0 : Long.parseLong(kib) * KIB;
        } catch (IOException _) {
            return 0;
        }
    }
}
