package dev.concierge.bench.oncall;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that is frozen or killed, and the page that names it.
 *
 * @param target as {@code ./concierge status} shows it
 * @param alert what pages
 * @param label of the page that names the culprit
 * @param culprit its value
 */
record Fault(String target, Kind kind, String alert, String label, String culprit) {
    /** Processes, and what those who lean on them call them. */
    private static final List<Map.Entry<String, String>> DEPENDENCIES = List.of(
            Map.entry("postgres", "database"),
            Map.entry("kafka", "broker"),
            Map.entry("redis", "redis"),
            Map.entry("mail", "mail"));

    enum Kind {
        /** SIGSTOP: connections stay, nothing answers. */
        FROZEN,
        /** SIGKILL, and nobody starts it again. */
        KILLED
    }

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            DEPENDENCIES.stream()
                    .map(one -> new Fault(one.getKey(), kind, "DependencyDown", "dependency", one.getValue()))
                    .forEach(all::add);
            Fleet.SERVICES.stream()
                    .map(Service::name)
                    .map(name -> new Fault(name, kind, "ServiceDown", "job", name))
                    .forEach(all::add);
        }
        return all;
    }

    /** {@code postgres-frozen}. */
    String name() {
        return target + (kind == Kind.FROZEN ? "-frozen" : "-killed");
    }

    void inflict(LocalFleet fleet) throws IOException, InterruptedException {
        switch (kind) {
            case FROZEN -> fleet.signalTree(target, "STOP");
            case KILLED -> {
                fleet.signalSupervisor("STOP");
                if (!fleet.kill(target)) {
                    throw new IllegalStateException(target + " does not run");
                }
            }
        }
    }

    /** Also of a fault that was inflicted by half. */
    void repair(LocalFleet fleet) throws IOException, InterruptedException {
        switch (kind) {
            case FROZEN -> {
                if (fleet.pid(target).isPresent()) {
                    fleet.signalTree(target, "CONT");
                }
            }
            case KILLED -> fleet.signalSupervisor("CONT");
        }
    }

    boolean isNamedBy(Map<String, String> labels) {
        return alert.equals(labels.get("alertname")) && culprit.equals(labels.get(label));
    }
}
