package dev.concierge.bench.figure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Prints figures as they come: a line each for people, or one JSON object each for programs. */
public final class Report {
    private final PrintStream out;
    private final boolean json;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final List<Figure> figures = new ArrayList<>();

    public Report(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    public void add(Figure figure) {
        figures.add(figure);
        out.println(json ? mapper.writeValueAsString(figure) : figure.line());
    }

    /**
     * Writes what was added behind what earlier runs wrote there, one JSON object a line; only for a run that came to its
     * end, as half of one compares with nothing.
     *
     * @return how many
     */
    public int record(Path file) throws IOException {
        if (figures.isEmpty()) {
            return 0;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        String lines = figures.stream()
                .map(figure -> mapper.writeValueAsString(figure) + "\n")
                .collect(Collectors.joining());
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return figures.size();
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
