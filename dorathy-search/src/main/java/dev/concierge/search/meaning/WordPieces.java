package dev.concierge.search.meaning;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** Cuts English text into the pieces that BERT models of lower case know: whole words, else their longest known parts. */
final class WordPieces {
    private static final String UNKNOWN = "[UNK]";
    private static final String BEGIN = "[CLS]";
    private static final String END = "[SEP]";
    private static final String GOES_ON = "##";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> pieces;
    private final int most;

    /** @param most pieces of a text, with the marks of its begin and end; what is longer is cut */
    WordPieces(Map<String, Integer> pieces, int most) {
        this.pieces = Map.copyOf(pieces);
        this.most = most;
    }

    long[] of(String text) {
        List<Integer> found = new ArrayList<>();
        found.add(number(BEGIN));
        for (String word : words(text)) {
            if (found.size() >= most - 1) {
                break;
            }
            found.addAll(word(word));
        }
        return LongStream.concat(
                        found.stream().limit(most - 1L).mapToLong(Integer::longValue), LongStream.of(number(END)))
                .toArray();
    }

    private int number(String piece) {
        Integer number = pieces.get(piece);
        if (number == null) {
            throw new IllegalStateException("piece: " + piece + " (expected: in the model's list)");
        }
        return number;
    }

    private List<Integer> word(String word) {
        List<Integer> found = new ArrayList<>();
        int at = 0;
        while (at < word.length()) {
            int end = word.length();
            Integer piece = null;
            while (end > at && piece == null) {
                piece = pieces.get((at == 0 ? "" : GOES_ON) + word.substring(at, end));
                end -= piece == null ? 1 : 0;
            }
            if (piece == null || word.length() > LONGEST_WORD) {
                return List.of(number(UNKNOWN));
            }
            found.add(piece);
            at = end;
        }
        return found;
    }

    /** In lower case without accents; every sign and every Chinese character is a word of its own. */
    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(letter -> {
            switch (Character.getType(letter)) {
                case Character.NON_SPACING_MARK, Character.CONTROL, Character.FORMAT -> {
                    if (Character.isWhitespace(letter)) {
                        end(word, words);
                    }
                }
                case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    end(word, words);
                default -> {
                    if (standsAlone(letter)) {
                        end(word, words);
                        words.add(Character.toString(letter));
                    } else {
                        word.appendCodePoint(letter);
                    }
                }
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean standsAlone(int letter) {
        return Character.isIdeographic(letter)
                || (letter < 0x80 && letter > ' ' && !Character.isLetterOrDigit(letter))
                || switch (Character.getType(letter)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }
}
