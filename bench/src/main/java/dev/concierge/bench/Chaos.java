package dev.concierge.bench;

import dev.concierge.bench.drill.Plan;
import dev.concierge.bench.drill.RegistrationDrill;
import dev.concierge.bench.drill.ResourceDrill;
import dev.concierge.localstack.driver.LocalFleet;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code ./concierge chaos}. */
public final class Chaos {
    private Chaos() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        Path root = Path.of(System.getProperty("concierge.root", "")).toAbsolutePath();
        long seed = Long.parseLong(option(words, "--seed", "1"));
        if ("resources".equals(option(words, "--drill", ""))) {
            ResourceDrill drill = new ResourceDrill(
                    root,
                    words.contains("--smoke") ? ResourceDrill.Size.smoke(seed) : ResourceDrill.Size.full(seed),
                    System.out);
            System.exit((words.contains("--running") ? drill.run(LocalFleet.here(root)) : drill.run()) ? 0 : 1);
        }
        if (!"registration".equals(option(words, "--drill", ""))) {
            System.err.println("concierge: no such drill: " + option(words, "--drill", "(none named)"));
            System.err.println("  what to do: ./concierge chaos --drill registration|resources --seed 1"
                    + " [--smoke | --outage event-service|journey-service|postgres] [--running] [--json]");
            System.exit(2);
        }
        Plan plan = plan(words, seed);
        RegistrationDrill drill = new RegistrationDrill(root, plan, words.contains("--json"), System.out);
        boolean passed = words.contains("--running") ? drill.run(LocalFleet.here(root)) : drill.run();
        System.exit(passed ? 0 : 1);
    }

    private static Plan plan(List<String> words, long seed) {
        String outage = option(words, "--outage", "");
        if (!outage.isEmpty()) {
            return Plan.outage(seed, outage);
        }
        return words.contains("--smoke") ? Plan.smoke(seed) : Plan.full(seed);
    }

    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : otherwise;
    }
}
