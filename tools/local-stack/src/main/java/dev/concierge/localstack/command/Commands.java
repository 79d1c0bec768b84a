package dev.concierge.localstack.command;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.io.PrintStream;
import java.util.List;

/** Every command, in the order of the help. A new one is one more entry. */
public final class Commands {
    private static final List<Command> ALL = List.of(
            Command.of(
                    "up [--attach] [--replicas service=N,…]",
                    "build what is not built, start everything, return when it is ready",
                    Up::run),
            Command.of("status [--json]", "what runs where, and what it takes", Status::run),
            Command.of("demo [--guests N] [--json]", "register guests and follow them to their mail", RunDemo::run),
            Command.of(
                    "token [--kind client|service|guest|operator|write-key] [--user ID] [--business ID]",
                    "print a bearer token, or make a key for clients of Segment's protocol",
                    PrintToken::run),
            Command.of("mail [--json] [--to ADDRESS]", "mails that the local sink received", PrintMail::run),
            Command.of("audit [--verify]", "who did what; or whether nobody changed that afterwards", Audit::run),
            Command.of("logs [-f] [-n LINES] [service]", "what the processes say", Logs::run),
            Command.of(
                    "restart [service] [--rolling]", "stop and start its processes; one after the other", Restart::run),
            Command.of(
                    "train", "learn a new model for curations from what guests did; it is served at once", Train::run),
            Command.of(
                    "plan [folder] [--url GATEWAY]",
                    "what a folder's journeys would change on the fleet; elsewhere with CONCIERGE_TOKEN",
                    ApplyBundle::plan),
            Command.of(
                    "apply [folder] [--url GATEWAY]",
                    "make the fleet's journeys as the folder says; a second time nothing is left to do",
                    ApplyBundle::apply),
            Command.of("down", "stop everything, keep the data", Down::run),
            Command.of("reset [--yes]", "stop everything and delete the data", Reset::run),
            Command.of("doctor", "the checks that up makes first", Doctor::run),
            Command.of(
                    "bench [suite] [--part NAME] [--data FOLDER] [--running] [--short] [--json] [--record]",
                    "measure on servers or a fleet of its own; without a suite it names them all",
                    Measure.with("dev.concierge.bench.Bench")),
            Command.of(
                    "profile [service] [--seconds N]",
                    "sample a running service: a flame graph, and shares of time and allocation by package",
                    Profile::run),
            Command.of(
                    "chaos [--drill NAME] [--seed N] [--smoke | --outage NAME] [--fault NAME] [--rate N] [--service NAME] [--running] [--json]",
                    "fail a fleet of its own (or the running one) on purpose and count what is lost; without a drill it"
                            + " names them all",
                    Measure.with("dev.concierge.bench.Chaos")),
            Command.of(
                    "add-service [name] [--port N]",
                    "write an empty service and its place in every list",
                    AddService::run),
            Command.of("supervise", "", Supervise::run));

    private Commands() {}

    public static int run(Settings settings, List<String> words) throws Exception {
        String name = words.isEmpty() ? "help" : words.getFirst();
        if (List.of("help", "--help", "-h").contains(name)) {
            help(System.out);
            return 0;
        }
        Command command = ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CannotContinue("no such command: " + name, "see ./concierge help"));
        List<String> rest = words.subList(1, words.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            System.out.println("./concierge " + command.usage() + "\n  " + command.purpose());
            return 0;
        }
        return command.action().run(settings, command.usage().parse(rest));
    }

    private static void help(PrintStream out) {
        out.println("Concierge on this machine: no Docker, no root, everything under .concierge/\n");
        ALL.stream()
                .filter(Command::isShown)
                .forEach(command -> out.println("  ./concierge " + command.usage() + "\n      " + command.purpose()));
    }
}
