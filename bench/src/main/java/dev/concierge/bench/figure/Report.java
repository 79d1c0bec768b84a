package dev.concierge.bench.figure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Prints figures as they come: a line each for people, or one JSON object each for programs. */
public final class Report {
    private final PrintStream out;
    private final boolean json;
    private final JsonMapper mapper = JsonMapper.builder().build();

    public Report(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    public void add(Figure figure) {
        out.println(json ? mapper.writeValueAsString(figure) : figure.line());
    }

    /** The short commit id of the checkout; "unknown" outside one. */
    public static String commit(Path root) {
        try {
            Process git = new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "--short", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return id.isEmpty() ? "unknown" : id;
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
