package dev.concierge.bench.search;

import dev.concierge.bench.lab.ImageJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Judges the searching that serves, in a process of the service's own jar: how good it is on a judged
 * set in the form of BEIR, how fast it is and how many misspelt words it understands on 200,000 made items.
 */
public final class SearchFigures {
    private static final String SERVICE = "dorathy-search";

    private final Path root;
    private final String commit;

    public SearchFigures(Path root, String commit) {
        this.root = root;
        this.commit = commit;
    }

    /** @param data the folder with the judged set */
    public void quality(String data) throws IOException, InterruptedException {
        if (data.isEmpty()) {
            throw new IllegalArgumentException(
                    "--data: \"\" (expected: a folder with corpus.jsonl, queries.jsonl, qrels)");
        }
        run(List.of(Path.of(data).toAbsolutePath().toString()));
    }

    public void speed() throws IOException, InterruptedException {
        run(List.of());
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = ImageJvm.command(root, SERVICE, "-Xmx1g", "-Dconcierge.commit=" + commit);
        command.add("figures");
        command.addAll(arguments);
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("the figures ended with " + code + " (expected: 0)");
        }
    }
}
