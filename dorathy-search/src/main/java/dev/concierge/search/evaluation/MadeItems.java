package dev.concierge.search.evaluation;

import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Kind;
import dev.concierge.search.document.Searchable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Items of our own making, the same for the same seed: words as frequent as Zipf has them, places, prices and attributes. */
final class MadeItems {
    private static final int VOCABULARY = 40_000;
    private static final int TITLE = 5;
    private static final int DESCRIPTION = 30;
    private static final int TAGS = 400;
    private static final int TOPICS = 40;
    private static final int DAYS = 700;
    private static final int SUBJECTS = 1_000;
    private static final String[] SYLLABLES = {
        "ba", "ca", "da", "fe", "ga", "ho", "ji", "ka", "lo", "ma", "ne", "po", "qui", "ra", "so", "tu", "va", "wi",
        "xe", "zo", "bri", "cle", "dro", "fla", "gru", "ker", "lin", "mon", "nar", "pel", "ris", "sten", "tor", "ven",
        "wor"
    };
    private static final String[] LEVELS = {"easy", "middling", "hard"};

    private final Random random;
    private final List<String> words = new ArrayList<>();

    MadeItems(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < VOCABULARY; i++) {
            StringBuilder word = new StringBuilder();
            int syllables = 2 + random.nextInt(3);
            for (int j = 0; j < syllables; j++) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words.add(word.toString());
        }
    }

    /** Common words often, rare ones seldom. */
    String word() {
        return words.get((int) (Math.pow(VOCABULARY, random.nextDouble()) - 1));
    }

    /** One that tells: not among the most common. */
    String tellingWord() {
        return words.get(200 + random.nextInt(VOCABULARY / 4));
    }

    Searchable item(int number) {
        List<String> tags = List.of("tag" + random.nextInt(TAGS), "tag" + random.nextInt(TAGS));
        return new Searchable(
                new DocumentKey(Kind.ITEM, Integer.toString(number)),
                number % 3 == 0 ? "experience" : "gem",
                text(TITLE),
                text(DESCRIPTION),
                tags.stream().distinct().toList(),
                List.of("topic" + random.nextInt(TOPICS)),
                List.of("en"),
                new Searchable.Place(null, random.nextDouble() * 120 - 60, random.nextDouble() * 360 - 180),
                new Searchable.Price(random.nextInt(20_000), "EUR"),
                Map.of("partySize", 1 + random.nextInt(12), "level", LEVELS[random.nextInt(LEVELS.length)]),
                Instant.EPOCH.plusSeconds(random.nextInt(DAYS) * 86_400L));
    }

    private String text(int most) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            text.add(word());
        }
        return String.join(" ", text);
    }

    /** With one letter changed, left out, doubled or swapped with the next, so many times; never as it was. */
    String misspelt(String word, int edits) {
        String misspelt = edited(word, edits);
        while (misspelt.equals(word)) {
            misspelt = edited(word, edits);
        }
        return misspelt;
    }

    /** A direction like those of sentences, near one of a thousand subjects; of length 1. */
    float[] meaning(int dimensions) {
        Random subject = new Random(random.nextInt(SUBJECTS));
        float[] meaning = new float[dimensions];
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            meaning[i] = (float) (subject.nextGaussian() + random.nextGaussian());
            sum += meaning[i] * meaning[i];
        }
        for (int i = 0; i < dimensions; i++) {
            meaning[i] /= (float) Math.sqrt(sum);
        }
        return meaning;
    }

    private String edited(String word, int edits) {
        StringBuilder letters = new StringBuilder(word);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(letters.length() - 1);
            switch (random.nextInt(4)) {
                case 0 -> letters.setCharAt(at, (char) ('a' + random.nextInt(26)));
                case 1 -> letters.deleteCharAt(at);
                case 2 -> letters.insert(at, letters.charAt(at));
                default -> {
                    char first = letters.charAt(at);
                    letters.setCharAt(at, letters.charAt(at + 1));
                    letters.setCharAt(at + 1, first);
                }
            }
        }
        return letters.toString();
    }
}
