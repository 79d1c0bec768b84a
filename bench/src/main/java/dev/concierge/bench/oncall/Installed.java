package dev.concierge.bench.oncall;

import dev.concierge.bench.lab.Program;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Programs of this machine's, which end with this process at the latest. */
final class Installed {
    private static final Duration START = Duration.ofMinutes(2);

    private Installed() {}

    /** Its path. */
    static String program(String name) {
        return Program.installed(name)
                .map(Path::toString)
                .orElseThrow(() -> new CannotContinue(
                        name + " is not installed",
                        "on Debian: apt-get install --no-install-recommends prometheus prometheus-alertmanager"
                                + " (their own daemons need not run)"));
    }

    /** Starts what listens at a port of this machine. */
    static Process start(List<String> command, int port, Path log) throws IOException {
        mustBeFree(port);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        return process;
    }

    /** What an earlier run has left would answer in place of the one that is started, and of that run. */
    private static void mustBeFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException taken) {
            throw new CannotContinue(
                    "port " + port + " is taken: " + taken.getMessage(),
                    "end what listens there, such as what an earlier drill left",
                    taken);
        }
    }

    /** Returns whether it is ready; false as soon as it has ended. */
    static boolean awaitReady(Process process, BooleanSupplier isReady) {
        return Wait.until(START, () -> !process.isAlive() || isReady.getAsBoolean()) && process.isAlive();
    }

    /** Politely, then not; its port is free afterwards. */
    static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
