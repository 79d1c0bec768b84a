package dev.concierge.localstack.check;

import dev.concierge.localstack.check.Finding.Broken;
import dev.concierge.localstack.check.Finding.Fine;
import dev.concierge.localstack.fleet.BalancerProcess;
import dev.concierge.localstack.fleet.Infrastructure;
import dev.concierge.localstack.fleet.Replicas;
import dev.concierge.localstack.process.RecordedProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether every port is free, or held by the process of ours that belongs there. */
final class PortCheck {
    private PortCheck() {}

    static Stream<Finding> look(Settings settings, RunState state) {
        Set<String> ours = state.alive().stream().map(RecordedProcess::name).collect(Collectors.toSet());
        List<Finding> taken = new ArrayList<>();
        Map<Integer, String> seen = new TreeMap<>();
        for (Wanted wanted : wanted(settings)) {
            String other = seen.putIfAbsent(wanted.port(), wanted.process());
            if (other != null) {
                taken.add(new Broken(
                        "port " + wanted.port() + " is meant for both " + other + " and " + wanted.process(),
                        "give one of them another port: " + wanted.setting()));
            } else if (!ours.contains(wanted.process()) && !isFree(wanted.port())) {
                taken.add(taken(wanted));
            }
        }
        return taken.isEmpty() ? Stream.of(new Fine("ports: " + seen.keySet() + " are free or ours")) : taken.stream();
    }

    private static Finding taken(Wanted wanted) {
        String owner = PortOwner.of(wanted.port()).map(Object::toString).orElse("another process");
        return new Broken(
                "port " + wanted.port() + " for " + wanted.process() + " is taken by " + owner,
                "stop that, or choose other ports: " + wanted.setting()
                        + "=<port>, or CONCIERGE_PORT_BASE=<port> to move most of them");
    }

    private record Wanted(int port, String process, String setting) {}

    private static List<Wanted> wanted(Settings settings) {
        List<Wanted> all = new ArrayList<>();
        for (Infrastructure kind : Infrastructure.values()) {
            all.add(new Wanted(kind.port(settings), kind.processName(), kind.portSetting()));
        }
        BalancerProcess.services(settings)
                .forEach(service ->
                        all.add(new Wanted(service.sharedPort(settings), BalancerProcess.NAME, service.portSetting())));
        Replicas.of(settings.home()).instances().forEach(copy -> {
            String setting = copy.service().portSetting();
            all.add(new Wanted(copy.port(settings), copy.name(), setting));
            all.add(new Wanted(copy.managementPort(settings), copy.name(), setting));
        });
        return all;
    }

    static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
