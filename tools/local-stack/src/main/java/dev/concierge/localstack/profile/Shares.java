package dev.concierge.localstack.profile;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often a package was what ran, how often it was on the stack at all, and how much of what was allocated came from
 * below it. The last two add up to more than the whole, as calls nest.
 */
public final class Shares {
    private static final int DEPTH = 3;
    /** Of our own packages one more part tells them apart: the service and its feature. */
    private static final String OURS = "dev.concierge.";

    private final Map<String, Line> lines = new HashMap<>();
    private long samples;
    private long bytes;

    /** Numbers of one package. */
    private static final class Line {
        private long own;
        private long within;
        private long allocated;
    }

    /**
     * One line of the table.
     *
     * @param own percent of the samples in which its code ran
     * @param within percent of the samples in which it was on the stack
     * @param allocated percent of the bytes that were allocated below it
     */
    public record Share(String of, double own, double within, double allocated) {}

    static String group(String name) {
        int depth = name.startsWith(OURS) ? DEPTH + 1 : DEPTH;
        String group = Arrays.stream(name.split("\\.", -1)).limit(depth).collect(Collectors.joining("."));
        return group.isEmpty() ? "(no package)" : group;
    }

    void addSample(String running, Set<String> onStack) {
        samples++;
        line(running).own++;
        onStack.forEach(each -> line(each).within++);
    }

    void addAllocation(Set<String> onStack, long weight) {
        bytes += weight;
        onStack.forEach(each -> line(each).allocated += weight);
    }

    private Line line(String of) {
        return lines.computeIfAbsent(of, _ -> new Line());
    }

    public long samples() {
        return samples;
    }

    /** Those that were on the stack most often first. */
    public List<Share> largest(int many) {
        return lines.entrySet().stream()
                .map(line -> new Share(
                        line.getKey(),
                        percent(line.getValue().own, samples),
                        percent(line.getValue().within, samples),
                        percent(line.getValue().allocated, bytes)))
                .sorted(Comparator.comparingDouble(Share::within).reversed().thenComparing(Share::of))
                .limit(many)
                .toList();
    }

    public void print(PrintStream out, int many) {
        out.printf(Locale.ROOT, "  %-44s %9s %9s %9s%n", samples + " samples, percent", "ran", "on stack", "allocated");
        largest(many)
                .forEach(share -> out.printf(
                        Locale.ROOT,
                        "  %-44s %9.1f %9.1f %9.1f%n",
                        share.of(),
                        share.own(),
                        share.within(),
                        share.allocated()));
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
