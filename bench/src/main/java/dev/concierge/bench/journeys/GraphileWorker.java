package dev.concierge.bench.journeys;

import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.lab.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/** The peer: Graphile Worker, fetched with npm; missing where node is. */
final class GraphileWorker {
    private static final String SOURCE = "bench/src/main/js/graphile";

    private GraphileWorker() {}

    /** How long it takes for a herd that is due at one instant, while others are due tomorrow. */
    static OptionalDouble seconds(Path root, Lab lab, int pending, int herd) throws InterruptedException {
        try {
            Path folder = root.resolve("bench/target/graphile");
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "herd.mjs")) {
                Files.copy(
                        root.resolve(SOURCE).resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Path log = folder.resolve("npm.log");
            Program.run(folder, Map.of(), log, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund");
            ProcessBuilder herdOf =
                    new ProcessBuilder("node", "herd.mjs", Integer.toString(pending), Integer.toString(herd));
            herdOf.environment().put("DATABASE_URL", address(lab));
            String printed = ended(herdOf, folder);
            return OptionalDouble.of(JsonMapper.shared()
                    .readTree(printed.lines()
                            .filter(line -> line.startsWith("{"))
                            .toList()
                            .getLast())
                    .path("seconds")
                    .asDouble());
        } catch (IOException without) {
            System.err.println("without Graphile Worker: " + without.getMessage());
            return OptionalDouble.empty();
        }
    }

    private static String address(Lab lab) {
        URI database = URI.create(lab.databaseUrl("graphile").substring("jdbc:".length()));
        return "postgres://" + lab.databaseUser() + ":" + lab.databasePassword() + "@" + database.getAuthority()
                + database.getPath();
    }

    private static String ended(ProcessBuilder command, Path folder) throws IOException, InterruptedException {
        Process process = command.directory(folder.toFile())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.command().getFirst() + ": see " + folder.resolve("log"));
        }
        return printed;
    }
}
