package dev.concierge.bench.journeys;

import dev.concierge.bench.journeys.JourneyBench.Measured;
import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.app.Java;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Runs Flowable in a process of its own, on a database of the same Postgres. */
final class FlowablePeer {
    private FlowablePeer() {}

    static Measured measure(Lab lab, int steady) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Java.command(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlowableEngine.class.getName(),
                        lab.databaseUrl("flowable"),
                        lab.databaseUser(),
                        lab.databasePassword(),
                        Integer.toString(steady)))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        lab.folder().resolve("flowable.log").toFile()))
                .start();
        List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{"))
                .toList();
        if (process.waitFor() != 0 || printed.isEmpty()) {
            throw new IOException("Flowable ended with " + process.exitValue() + "; see its log");
        }
        return JsonMapper.shared().readValue(printed.getLast(), Measured.class);
    }
}
