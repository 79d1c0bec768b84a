package dev.concierge.search.evaluation;

import dev.concierge.platform.input.Numbers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The service's image with the word {@code figures}: judges the code that serves, prints one JSON object a line, and ends. */
public final class PrintFigures {
    public static final String WORD = "figures";

    private static final String ITEMS = "items";

    private PrintFigures() {}

    /**
     * @param arguments a folder with a judged set in the form of BEIR; none for speed and typos on items of our own
     *     making; the word {@code items} and two numbers for so many of these and so many questions about them
     */
    public static void run(List<String> arguments, PrintStream out) throws IOException {
        JsonMapper json = new JsonMapper();
        if (arguments.size() == 3 && arguments.getFirst().equals(ITEMS)) {
            PrintItems.run(
                    Numbers.whole(arguments.get(1), 1, Integer.MAX_VALUE),
                    Numbers.whole(arguments.get(2), 1, Integer.MAX_VALUE),
                    json,
                    out);
            return;
        }
        Path scratch = Files.createTempDirectory("search-figures");
        try {
            List<Figure> figures = new ArrayList<>();
            if (arguments.isEmpty()) {
                figures.addAll(new MeasureSpeed(json).run(scratch));
            } else {
                figures.addAll(new MeasureQuality(Path.of(arguments.getFirst()), json).run(scratch));
            }
            figures.forEach(figure -> out.println(json.writeValueAsString(figure)));
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
    }
}
