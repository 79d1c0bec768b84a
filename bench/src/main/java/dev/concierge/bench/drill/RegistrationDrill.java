package dev.concierge.bench.drill;

import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Guests register at a steady rate while services, broker, cache and database fail. Afterwards every accepted guest
 * has one profile, one run and one mail id, no guest's story is out of order, and no timer overtook what the guest had
 * done before.
 */
public final class RegistrationDrill {
    private final Path root;
    private final Plan plan;
    private final boolean json;
    private final PrintStream out;

    public RegistrationDrill(Path root, Plan plan, boolean json, PrintStream out) {
        this.root = root;
        this.plan = plan;
        this.json = json;
        this.out = out;
    }

    /** Returns whether nothing was lost, doubled or swapped. */
    public boolean run() throws IOException, InterruptedException {
        Path home = root.resolve(".concierge").resolve("drill");
        try (LocalFleet fleet = new LocalFleet(root, home, plan.portBase())) {
            say("starting a fleet of its own on ports from " + plan.portBase());
            fleet.start();
            return run(fleet);
        }
    }

    /** The same against a fleet that runs already; the ledger in its folder is written anew. */
    public boolean run(LocalFleet fleet) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path ledger = fleet.home().resolve("ledger-" + plan.seed() + ".jsonl");
        Registrations registrations = new Registrations(fleet, "seed" + plan.seed(), ledger);
        Faults faults = new Faults(fleet, plan.seed());
        Thread client = Thread.ofPlatform()
                .name("registrations")
                .daemon() // a drill that fails must not go on registering
                .start(() -> registrations.run(plan.guests(), plan.perSecond()));
        Acts acts = new Acts(fleet);
        if (plan.onceAllWait()) {
            client.join();
            acts.awaitWaiting(registrations.accepted().values());
            Thread acting = Thread.ofPlatform().name("acts").daemon().start(() -> {
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()); // until it is down
                acts.everySecond(List.copyOf(registrations.accepted().values()));
            });
            plan.faults().inflict(faults);
            acting.join();
        } else {
            plan.faults().inflict(faults);
            client.join();
        }
        say("faults are over, " + registrations.accepted().size() + " guests accepted; settling");
        Counted counted = new Judge(fleet, registrations, acts).count(plan.toTheEnd());
        Verdict verdict = Verdict.of(
                plan,
                registrations.accepted().size(),
                faults,
                counted,
                (System.nanoTime() - start) / 100_000_000 / 10.0);
        say("recoveries in seconds: " + verdict.recoverySeconds());
        out.println(JsonMapper.builder().build().writeValueAsString(verdict));
        return verdict.passed(plan);
    }

    private void say(String line) {
        if (!json) {
            out.println(line);
        }
    }
}
