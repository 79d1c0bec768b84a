package dev.concierge.localstack.driver;

import dev.concierge.localstack.account.Tokens;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Replicas;
import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.infrastructure.MailSink;
import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.infrastructure.ReceivedMail;
import dev.concierge.localstack.process.ProcessState;
import dev.concierge.localstack.process.RecordedProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.setting.Settings;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A fleet of one's own, with its own data and ports; only its processes are ever signalled, by pid. */
public final class LocalFleet implements AutoCloseable {
    /** With 10,000 for management and 200 for copies it stays below 32,768, where Linux gives ports to whoever asks for any. */
    private static final int HIGHEST_PORT_BASE = 22_500;

    private final Path root;
    private final Map<String, String> environment;
    private final Settings settings;

    public LocalFleet(Path root, Path home, int portBase) {
        this(root, home, portBase, Map.of());
    }

    /** @param more settings of the fleet, by their environment names */
    public LocalFleet(Path root, Path home, int portBase, Map<String, String> more) {
        this(root, withOwn(home, portBase, more));
    }

    private LocalFleet(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(environment);
        this.settings = Settings.load(root, all);
    }

    /** The fleet that this process's environment names, such as one that a script of {@link #bash} runs against. */
    public static LocalFleet here(Path root) {
        return new LocalFleet(root, Map.of());
    }

    private static Map<String, String> withOwn(Path home, int portBase, Map<String, String> more) {
        if (portBase > HIGHEST_PORT_BASE) {
            throw new IllegalArgumentException(
                    "port base: %d (expected: at most %d)".formatted(portBase, HIGHEST_PORT_BASE));
        }
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of(
                "CONCIERGE_HOME", home.toString(),
                "CONCIERGE_PORT_BASE", Integer.toString(portBase),
                "CONCIERGE_GATEWAY_PORT", Integer.toString(portBase + 30),
                "CONCIERGE_RESOURCE_PORT", Integer.toString(portBase + 31),
                "CONCIERGE_HUB_PORT", Integer.toString(portBase + 32),
                "CONCIERGE_AOT", System.getenv().getOrDefault("CONCIERGE_AOT", "off")));
        return environment;
    }

    /** Starts on empty data; returns when every service is ready. */
    public void start() throws IOException, InterruptedException {
        start(Map.of());
    }

    /** The same with so many copies of services, by their names. */
    public void start(Map<String, Integer> replicas) throws IOException, InterruptedException {
        concierge("reset", "--yes");
        String choice = replicas.entrySet().stream()
                .map(chosen -> chosen.getKey() + "=" + chosen.getValue())
                .collect(Collectors.joining(","));
        int exit = choice.isEmpty() ? concierge("up") : concierge("up", "--replicas", choice);
        if (exit != 0) {
            throw new IllegalStateException("./concierge up: exit code " + exit + " (expected: 0)");
        }
    }

    /** The folder of its data. */
    public Path home() {
        return settings.home().data();
    }

    public String gateway() {
        return Fleet.named("gateway").url(settings);
    }

    /** Where a service listens itself. */
    public String url(String service) {
        return "http://localhost:" + port(service);
    }

    /** Where whichever copy of a service is ready answers. */
    public String sharedUrl(String service) {
        return Replicas.of(settings.home()).url(Fleet.named(service), settings);
    }

    /** Where the broker listens and how one logs in there, as a client of Kafka is set to it. */
    public Map<String, Object> kafka() {
        Map<String, Object> client = new HashMap<>(KafkaServer.login(Secrets.kafka(settings.home())));
        client.put("bootstrap.servers", "localhost:" + port("kafka"));
        return client;
    }

    /** Where a process of the fleet listens, by the name that {@code ./concierge status} shows. */
    public int port(String name) {
        return process(name).orElseThrow().port();
    }

    /** Of the superuser {@code postgres}, whom no row-level security hides rows from. */
    public String postgresPassword() {
        return Secrets.postgres(settings.home());
    }

    public String clientToken() {
        return new Tokens(settings).client(Optional.empty());
    }

    public String guestToken(String userId) {
        return new Tokens(settings).guest(userId);
    }

    public List<ReceivedMail> mails() {
        return MailSink.read(settings.home().infrastructure("mail"));
    }

    /** kill -9 of whatever runs under this name; false when nothing does at the moment. */
    public boolean kill(String name) {
        return handle(name).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /** The orderly end that an operator's restart brings, by the signal that this process is ended with. */
    public void terminate(String name) throws IOException, InterruptedException {
        signal(name, process(name).orElseThrow().stop().signal());
    }

    public void signal(String name, String signal) throws IOException, InterruptedException {
        long pid = handle(name).orElseThrow().pid();
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    /** A process with all that it started, such as Postgres, which goes on serving while its first process alone is stopped. */
    public void signalTree(String name, String signal) throws IOException, InterruptedException {
        ProcessHandle first = handle(name).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(first.pid())));
        first.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** What would start a process again that is killed: stopped and continued by signals, it lets one stay away. */
    public void signalSupervisor(String signal) throws IOException, InterruptedException {
        long pid = Optional.ofNullable(RunState.read(settings.home()).supervisor())
                .flatMap(ProcessIdentity::running)
                .orElseThrow()
                .pid();
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }

    /** Waits until the process is ready again. */
    public void awaitReady(String name, Duration limit) {
        if (!Wait.until(limit, () -> isReady(name))) {
            throw new IllegalStateException(name + " is not ready after " + limit);
        }
    }

    public Optional<Long> pid(String name) {
        return handle(name).map(ProcessHandle::pid);
    }

    private boolean isReady(String name) {
        return process(name)
                .filter(process -> process.state() == ProcessState.READY && process.isAlive())
                .isPresent();
    }

    private Optional<ProcessHandle> handle(String name) {
        return process(name).map(RecordedProcess::identity).flatMap(identity -> identity.running());
    }

    private Optional<RecordedProcess> process(String name) {
        return RunState.read(settings.home()).process(name);
    }

    /** Runs a script with this fleet's settings; returns what it printed, and fails unless it ends with 0. */
    public String bash(String script) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).directory(root.toFile());
        command.environment().putAll(environment);
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException("exit code " + exit + " (expected: 0) of\n" + script + "\n" + output);
        }
        return output;
    }

    private int concierge(String... words) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(root.resolve("concierge").toString());
        command.command().addAll(List.of(words));
        command.environment().putAll(environment);
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
        return command.start().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        concierge("down");
    }
}
