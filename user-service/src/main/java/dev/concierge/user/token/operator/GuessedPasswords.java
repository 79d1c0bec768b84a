package dev.concierge.user.token.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords that are guessed before others: those that many people were found to use, and those that are put together of few
 * of them, which is how a list of short ones is made as long as it has to be. Which characters are in one says nothing.
 */
final class GuessedPasswords {
    /** What whoever attacks this fleet tries first; the README names them. */
    private static final Set<String> WORDS_OF_THE_HOUSE = Set.of(
            "concierge",
            "dorathy",
            "datemaker",
            "dashboard",
            "console",
            "gateway",
            "operator",
            "operators",
            "admin",
            "administrator",
            "guest",
            "guests",
            "hotel",
            "password",
            "passwort",
            "welcome");

    private static final String MOST_USED = "/passwords/most-used.txt";
    private static final int TOO_FEW_PIECES = 3;
    /** A year, or what stands between words. */
    private static final int LONGEST_FILLER = 4;

    private static final int LONGEST_REPEATED = 8;

    private final Set<String> mostUsed = mostUsed();

    /** @param operator whose it would be, whose name counts for nothing in it */
    boolean holds(String password, String operator) {
        String text = password.toLowerCase(Locale.ROOT);
        return isRepetition(text) || pieces(text, operator.toLowerCase(Locale.ROOT)) <= TOO_FEW_PIECES;
    }

    private static boolean isRepetition(String text) {
        for (int unit = 1; unit <= LONGEST_REPEATED && unit < text.length(); unit++) {
            if (text.startsWith(text.substring(unit))) {
                return true;
            }
        }
        return false;
    }

    /** The fewest that it can be put together of. */
    private int pieces(String text, String operator) {
        int[] fewest = new int[text.length() + 1];
        for (int end = 1; end <= text.length(); end++) {
            fewest[end] = Integer.MAX_VALUE;
            for (int from = 0; from < end; from++) {
                fewest[end] = Math.min(fewest[end], fewest[from] + weight(text.substring(from, end), operator));
            }
        }
        return fewest[text.length()];
    }

    private int weight(String piece, String operator) {
        if (WORDS_OF_THE_HOUSE.contains(piece) || piece.equals(operator)) {
            return 0;
        }
        return mostUsed.contains(piece) || isFiller(piece) ? 1 : piece.length();
    }

    private static boolean isFiller(String piece) {
        return piece.length() <= LONGEST_FILLER && piece.chars().noneMatch(Character::isLetter);
    }

    private static Set<String> mostUsed() {
        try (InputStream list =
                Objects.requireNonNull(GuessedPasswords.class.getResourceAsStream(MOST_USED), MOST_USED)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
