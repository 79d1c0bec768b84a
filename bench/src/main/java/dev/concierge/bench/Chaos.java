package dev.concierge.bench;

import dev.concierge.bench.dating.DatingDrill;
import dev.concierge.bench.drill.BookingDrill;
import dev.concierge.bench.drill.LiveDrill;
import dev.concierge.bench.drill.Plan;
import dev.concierge.bench.drill.RegistrationDrill;
import dev.concierge.bench.drill.ResourceDrill;
import dev.concierge.bench.ingest.IngestDrill;
import dev.concierge.bench.journeys.JourneyDrill;
import dev.concierge.bench.mail.MailDrill;
import dev.concierge.bench.oncall.OutageDrill;
import dev.concierge.bench.oncall.RolloutDrill;
import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.CannotContinue;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code ./concierge chaos}. */
public final class Chaos {
    private Chaos() {}

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        Path root = Path.of(System.getProperty("concierge.root", "")).toAbsolutePath();
        long seed = Long.parseLong(option(words, "--seed", "1"));
        String drill = option(words, "--drill", "(none named)");
        switch (drill) {
            case "registration" -> System.exit(registration(words, root, seed) ? 0 : 1);
            case "journeys" -> System.exit(journeys(words, root, seed) ? 0 : 1);
            case "resources" -> System.exit(resources(words, root, seed) ? 0 : 1);
            case "bookings" -> System.exit(bookings(words, root, seed) ? 0 : 1);
            case "mail" -> System.exit(mail(words, root, seed) ? 0 : 1);
            case "dates" -> System.exit(dates(words, root, seed) ? 0 : 1);
            case "ingest" -> System.exit(ingest(words, root, seed) ? 0 : 1);
            case "live" -> System.exit(live(words, root, seed) ? 0 : 1);
            case "rollout" -> System.exit(rollout(words, root, seed) ? 0 : 1);
            case "outages" -> System.exit(outages(words, root) ? 0 : 1);
            default -> {
                System.err.println("concierge: no such drill: " + drill);
                System.err.println(
                        "  what to do: ./concierge chaos --drill"
                                + " bookings|dates|ingest|journeys|live|mail|outages|registration|resources|rollout --seed 1"
                                + " [--smoke | --outage event-service|journey-service|postgres] [--fault NAME] [--rate N] [--service NAME] [--running] [--json]");
                System.exit(2);
            }
        }
    }

    private static boolean resources(List<String> words, Path root, long seed) throws Exception {
        ResourceDrill.Size size =
                words.contains("--smoke") ? ResourceDrill.Size.smoke(seed) : ResourceDrill.Size.full(seed);
        ResourceDrill drill = new ResourceDrill(root, size, System.out);
        return words.contains("--running") ? drill.run(LocalFleet.here(root)) : drill.run();
    }

    private static boolean bookings(List<String> words, Path root, long seed) throws Exception {
        BookingDrill.Size size =
                words.contains("--smoke") ? BookingDrill.Size.smoke(seed) : BookingDrill.Size.full(seed);
        BookingDrill drill = new BookingDrill(root, size, System.out);
        return words.contains("--running") ? drill.run(LocalFleet.here(root)) : drill.run();
    }

    private static boolean journeys(List<String> words, Path root, long seed) throws Exception {
        JourneyDrill.Size size =
                words.contains("--smoke") ? JourneyDrill.Size.smoke(seed) : JourneyDrill.Size.full(seed);
        return new JourneyDrill(root, size, System.out).run();
    }

    private static boolean mail(List<String> words, Path root, long seed) throws Exception {
        MailDrill.Size size = words.contains("--smoke") ? MailDrill.Size.smoke(seed) : MailDrill.Size.full(seed);
        return new MailDrill(root, size, System.out).run();
    }

    private static boolean dates(List<String> words, Path root, long seed) throws Exception {
        DatingDrill.Size size = words.contains("--smoke") ? DatingDrill.Size.smoke(seed) : DatingDrill.Size.full(seed);
        return new DatingDrill(root, size, System.out).run();
    }

    private static boolean ingest(List<String> words, Path root, long seed) throws Exception {
        IngestDrill.Size size = words.contains("--smoke") ? IngestDrill.Size.smoke(seed) : IngestDrill.Size.full(seed);
        return new IngestDrill(root, size, words.contains("--json"), System.out).run();
    }

    private static boolean live(List<String> words, Path root, long seed) throws Exception {
        LiveDrill.Plan plan = words.contains("--smoke") ? LiveDrill.Plan.smoke(seed) : LiveDrill.Plan.full(seed);
        return new LiveDrill(root, plan, words.contains("--json"), System.out).run();
    }

    private static boolean rollout(List<String> words, Path root, long seed) throws Exception {
        RolloutDrill.Size size =
                words.contains("--smoke") ? RolloutDrill.Size.smoke(seed) : RolloutDrill.Size.full(seed);
        double rate = Double.parseDouble(option(words, "--rate", Double.toString(size.perSecond())));
        RolloutDrill.Size chosen = size.at(rate).of(option(words, "--service", ""));
        return new RolloutDrill(root, chosen, words.contains("--json"), System.out).run();
    }

    private static boolean outages(List<String> words, Path root) throws Exception {
        String faults = option(words, "--fault", "");
        OutageDrill.Size size =
                words.contains("--smoke") ? OutageDrill.Size.smoke(faults) : OutageDrill.Size.full(faults);
        try {
            return new OutageDrill(root, size, words.contains("--json"), System.out).run();
        } catch (CannotContinue missing) {
            System.err.println("concierge: " + missing.getMessage());
            System.err.println("  what to do: " + missing.remedy());
            return false;
        }
    }

    private static boolean registration(List<String> words, Path root, long seed) throws Exception {
        Plan plan = plan(words, seed);
        RegistrationDrill drill = new RegistrationDrill(root, plan, words.contains("--json"), System.out);
        return words.contains("--running") ? drill.run(LocalFleet.here(root)) : drill.run();
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
