package dev.concierge.bench.fleet;

import com.sun.management.OperatingSystemMXBean;
import dev.concierge.bench.fleet.FleetBench.Figures;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How soon the console can be used, and how its table of 100,000 guests scrolls: measured by the console's own script in
 * the machine's Chromium.
 */
public final class ConsoleFigures implements FleetBench.Suite {
    private static final int GUESTS = 100_000;
    private static final int PART = 2_500;
    private static final Duration LONGEST_WORK = Duration.ofMinutes(5);
    private static final double AT_REST = 0.5;
    private static final int LOOKS = 3;

    private final Path dashboard;
    private final boolean isOurs;

    /** @param isOurs whether the fleet is this benchmark's own, so that its journey {@code welcome} may end */
    public ConsoleFigures(Path root, boolean isOurs) {
        this.dashboard = root.resolve("dashboard");
        this.isOurs = isOurs;
    }

    @Override
    public void measure(Client client, Figures figures) throws InterruptedException {
        if (!Files.isDirectory(dashboard.resolve("node_modules"))) {
            throw new IllegalStateException(
                    "dashboard/node_modules: missing (expected: ./mvnw -pl dashboard package first)");
        }
        if (isOurs) {
            // its 100,000 mails would be measured, too
            client.made("/journeys/welcome/archive", Map.of(), "journeyId");
        }
        IntStream.iterate(1, from -> from <= GUESTS, from -> from + PART).forEach(from -> register(client, from));
        rest();
        for (JsonNode figure : measured(client)) {
            figures.add(
                    figure.path("name").asString(),
                    figure.path("value").asDouble(),
                    figure.path("unit").asString());
        }
    }

    /** Known by their numbers, so that a second time nobody is registered twice. */
    private static void register(Client client, int from) {
        String lines = IntStream.range(from, from + PART)
                .mapToObj(
                        "{\"externalId\":\"console-%1$d\",\"email\":\"guest%1$d@console.example\",\"firstName\":\"First%1$d\",\"lastName\":\"Last\"}"
                                ::formatted)
                .collect(Collectors.joining("\n"));
        client.answered("/users/imports?requestId=console-figures&from=" + from, "application/x-ndjson", lines);
    }

    /** Until the services have heard of all of them. */
    private static void rest() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        AtomicInteger quiet = new AtomicInteger(); // the first load is of no time at all
        boolean isAtRest = Wait.until(
                LONGEST_WORK,
                Duration.ofSeconds(3),
                () -> quiet.updateAndGet(looks -> machine.getCpuLoad() < AT_REST ? looks + 1 : 0) >= LOOKS);
        if (!isAtRest) {
            throw new IllegalStateException("the machine is still busy after " + LONGEST_WORK);
        }
    }

    private List<JsonNode> measured(Client client) throws InterruptedException {
        ProcessBuilder script = new ProcessBuilder(
                        "node", "scripts/figures.mjs", client.fleet().gateway(), Integer.toString(GUESTS))
                .directory(dashboard.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Path password = client.fleet().home().resolve("secrets").resolve("operator-password");
            script.environment()
                    .put(
                            "CONCIERGE_OPERATOR_PASSWORD",
                            Files.readString(password).strip());
            Process running = script.start();
            List<JsonNode> lines;
            try (var out = running.inputReader()) {
                lines = out.lines().map(JsonMapper.shared()::readTree).toList();
            }
            if (running.waitFor() != 0) {
                throw new IllegalStateException(
                        "scripts/figures.mjs: exit code " + running.exitValue() + " (expected: 0)");
            }
            return lines;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
