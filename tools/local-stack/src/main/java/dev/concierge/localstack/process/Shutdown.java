package dev.concierge.localstack.process;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Ends recorded processes stage by stage, politely first. What does not match its recorded identity is left alone. */
public final class Shutdown {
    private Shutdown() {}

    public static void of(List<RecordedProcess> processes, Consumer<String> stopped) {
        Map<Integer, List<RecordedProcess>> stages = processes.stream()
                .filter(RecordedProcess::isAlive)
                .collect(Collectors.groupingBy(process -> process.stop().stage(), TreeMap::new, Collectors.toList()));
        stages.values().forEach(stage -> together(stage, stopped));
    }

    private static void together(List<RecordedProcess> stage, Consumer<String> stopped) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (RecordedProcess process : stage) {
            ProcessIdentity identity = process.identity();
            if (identity != null) {
                identity.running().ifPresent(handle -> ends.add(end(process, handle, stopped)));
            }
        }
        ends.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<Void> end(
            RecordedProcess process, ProcessHandle handle, Consumer<String> stopped) {
        List<ProcessHandle> descendants = handle.descendants().toList();
        signal(handle, process.stop().signal());
        return handle.onExit()
                .completeOnTimeout(handle, process.stop().boundSeconds(), TimeUnit.SECONDS)
                .thenCompose(_ -> kill(handle, descendants))
                .thenRun(() -> stopped.accept(process.name()));
    }

    private static CompletableFuture<ProcessHandle> kill(ProcessHandle handle, List<ProcessHandle> descendants) {
        if (handle.isAlive()) {
            handle.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        return handle.onExit();
    }

    private static void signal(ProcessHandle handle, String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(handle.pid())).start();
            if (!kill.waitFor(Duration.ofSeconds(5))) {
                handle.destroy();
            }
        } catch (IOException _) {
            handle.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            handle.destroy();
        }
    }
}
