package dev.concierge.search.evaluation;

import dev.concierge.search.document.Searchable;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Items of our own making as topic {@code items} tells them, and questions about them, one JSON object a line. */
final class PrintItems {
    private static final long SEED = 38;
    private static final int TYPO_EVERY = 3;

    private PrintItems() {}

    static void run(long items, long questions, JsonMapper json, PrintStream out) {
        MadeItems made = new MadeItems(SEED);
        for (int number = 0; number < items; number++) {
            out.println(json.writeValueAsString(item(number, made.item(number))));
        }
        for (int number = 0; number < questions; number++) {
            String word = made.tellingWord();
            boolean isMisspelt = number % TYPO_EVERY == 0;
            String asked = made.word() + " " + (isMisspelt ? made.misspelt(word, 1) : word);
            out.println(json.writeValueAsString(Map.of("question", asked, "word", word, "isMisspelt", isMisspelt)));
        }
        out.flush();
    }

    private static Map<String, Object> item(int number, Searchable item) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("itemId", new UUID(0, number).toString());
        told.put("type", item.type());
        told.put("title", item.title());
        told.put("description", item.description());
        told.put("tags", item.tags());
        told.put("attributes", item.attributes());
        told.put("topics", item.topics());
        told.put("languages", item.languages());
        told.put("price", item.price());
        told.put("savedAt", item.savedAt().toString());
        return told;
    }
}
