package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the tests it names exist is seen to by {@link CorrectnessPageTests}. */
class AsvsPageTests {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d[\\d. ]*) \\| (.+) \\|$");

    private static List<MatchResult> rows() throws IOException {
        String page = Files.readString(RepositoryFolder.find().resolve("docs/asvs.md"));
        return ROW.matcher(page).results().toList();
    }

    @Test
    void answersEveryRequirementOfLevelTwoOnce() throws IOException {
        try (InputStream numbers =
                Objects.requireNonNull(AsvsPageTests.class.getResourceAsStream("/asvs-5.0.0-level-2.txt"))) {
            assertThat(rows().stream().flatMap(row -> Stream.of(row.group(1).split(" ", -1))))
                    .containsExactlyElementsOf(new String(numbers.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }

    @Test
    void countsThemAsTheyAre() throws IOException {
        int all = sum("");
        int applying = all - sum("not applicable: ");
        String page = Files.readString(RepositoryFolder.find().resolve("docs/asvs.md"));

        assertThat(page)
                .contains(all + " requirements: " + applying + " apply, " + sum("excluded: ")
                        + " of those are excluded as a whole or in part.");
    }

    /** Of the requirements whose answer says so. */
    private static int sum(String words) throws IOException {
        return rows().stream()
                .filter(row -> row.group(2).contains(words))
                .mapToInt(row -> row.group(1).split(" ", -1).length)
                .sum();
    }

    @Test
    void saysOfEachWhatHoldsItOrWhyNothingDoes() throws IOException {
        assertThat(rows().stream()
                        .map(row -> row.group(2))
                        .filter(answer -> !answer.startsWith("not applicable: ")
                                && !answer.contains("excluded: ")
                                && !Pattern.compile("`[A-Z]\\w+(Tests|Rules|Probes)\\b")
                                        .matcher(answer)
                                        .find()))
                .isEmpty();
    }
}
