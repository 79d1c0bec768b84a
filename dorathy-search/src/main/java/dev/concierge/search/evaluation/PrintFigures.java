package dev.concierge.search.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The service's image with the word {@code figures}: judges the code that serves, prints one JSON object a line, and ends. */
public final class PrintFigures {
    public static final String WORD = "figures";

    private PrintFigures() {}

    /** @param folder with a judged set in the form of BEIR; null for speed and typos on items of our own making */
    public static void run(@Nullable Path folder, PrintStream out) throws IOException {
        JsonMapper json = new JsonMapper();
        Path scratch = Files.createTempDirectory("search-figures");
        try {
            List<Figure> figures = new ArrayList<>();
            if (folder == null) {
                figures.addAll(new MeasureSpeed(json).run(scratch));
            } else {
                figures.addAll(new MeasureQuality(folder, json).run(scratch));
            }
            figures.forEach(figure -> out.println(json.writeValueAsString(figure)));
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
    }
}
