package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A type of a few lines that one other uses lives inside that one. Read from the sources: compiled classes say neither
 * how many lines they took nor whose constants they use.
 */
class SmallTypeTests {
    /** Of code, without the package, imports and comments: what has fewer is small. */
    private static final int FEW = 15;
    /** With what was folded into it, a file would be hard to read. */
    private static final int LONG = 250;

    /** Those that stand alone all the same, by why. */
    private static final Map<String, Set<String>> LEFT = Map.of(
            "what a package promises to its callers: they know it by this name",
            Set.of(
                    "platform.file.ImportGap",
                    "platform.idempotency.IdempotencyKeyReused",
                    "resource.patch.PatchFailed"),
            "stands among its like, which have more users",
            Set.of("journey.run.CancelCommand"));

    @Test
    void withOneUserLivesInThatUser() throws IOException {
        List<Source> sources =
                JavaFile.ofAllModules("src/main/java").stream().map(Source::new).toList();

        assertThat(sources).hasSizeGreaterThan(1_000);
        assertThat(apart(sources))
                .as("small types beside their one user (expected: inside it, or a reason here; none here that is gone)")
                .isEqualTo(LEFT.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package dev.concierge.a;\nclass User { Small small; }",
                "package dev.concierge.b;\nimport dev.concierge.a.Small;\nclass User { Small small; }",
                "package dev.concierge.b;\nimport static dev.concierge.a.Small.of;\nclass User { char quote = '\"'; }",
                "package dev.concierge.b;\nclass User { dev.concierge.a.Small small; }"
            })
    void isFoundWithItsUser(String user) {
        Source text = new Source(
                "Text", "package dev.concierge.a;\n/** Not {@link Small}. */ class Text { String text = \"Small\"; }");

        assertThat(apart(List.of(small(), text, new Source("User", user)))).containsExactly("a.Small");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package dev.concierge.a;\nclass User {}",
                "package dev.concierge.b;\nclass User { Small small; }",
                "package dev.concierge.a;\nimport dev.concierge.b.Small;\nclass User { Small small; }",
                "package dev.concierge.a;\n@Configuration(proxyBeanMethods = false)\nclass User { Small small; }"
            })
    void standsAloneWhereNobodyUsesItOrWiringMakesIt(String user) {
        assertThat(apart(List.of(small(), new Source("User", user)))).isEmpty();
    }

    @Test
    void standsAloneWhereTwoUseItOrTheOneIsLong() {
        Source one = new Source("One", "package dev.concierge.a;\nclass One { Small small; }");
        Source two = new Source("Two", "package dev.concierge.a;\nclass Two { Small small; }");
        Source longer = new Source("One", one.text + "\n".repeat(LONG));

        assertThat(apart(List.of(small(), one, two))).isEmpty();
        assertThat(apart(List.of(small(), longer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package dev.concierge.a;\npublic @interface Small {}",
                "package dev.concierge.a;\n@ConfigurationProperties(\"small\")\nrecord Small(int size) {}",
                "package dev.concierge.a;\ninterface Small { @GetExchange(\"/small\") String get(); }",
                "package dev.concierge.a;\ninterface Small extends Repository<Thing, Id> {}",
                "package dev.concierge.a;\nclass Small {\nint a;\nint b;\nint c;\nint d;\nint e;\nint f;\nint g;\n"
                        + "int h;\nint i;\nint j;\nint k;\nint l;\nint m;\n}"
            })
    void isNoAnnotationNorSettingsNorWhatOthersOfferNorLong(String type) {
        Source user = new Source("User", "package dev.concierge.a;\nclass User { Small small; }");

        assertThat(apart(List.of(new Source("Small", type), user))).isEmpty();
    }

    private static Source small() {
        return new Source(
                "Small",
                "package dev.concierge.a;\n\nimport java.util.UUID;\n\n/** A User. */\nrecord Small(UUID id) {}\n");
    }

    private static Set<String> apart(List<Source> sources) {
        Set<String> apart = new TreeSet<>();
        for (Source type : sources) {
            if (type.isSmall()) {
                List<Source> users =
                        sources.stream().filter(source -> source.uses(type)).toList();
                if (users.size() == 1 && users.getFirst().takes(type)) {
                    apart.add(type.fullName().substring("dev.concierge.".length()));
                }
            }
        }
        return apart;
    }

    /** One file, by the name of its type. */
    private static final class Source {
        private static final Pattern HEAD = Pattern.compile("(?:package|import) .*");
        private static final Pattern WORD = Pattern.compile("\\w+");
        /** Wiring, settings, what another service offers (named after that), and what Spring Data makes. */
        private static final Pattern OF_ITS_OWN =
                Pattern.compile("(?m)@interface |^@(?:Auto)?Configuration(?:Properties)?\\b"
                        + "|@(?:Get|Post|Put|Patch|Delete|Http)Exchange\\b|\\bextends Repository<");

        /** Makes beans of types that it knows nothing else of. */
        private static final Pattern WIRING = Pattern.compile("(?m)^@(?:Auto)?Configuration\\b");

        private final String name;
        private final String text;
        private final String folder;
        private final String code;
        private final Set<String> words;

        Source(String name, String text) {
            this(new JavaFile(name, text));
        }

        Source(JavaFile file) {
            this.name = file.name();
            this.text = file.text();
            this.code = file.code();
            this.folder = file.folder();
            this.words = WORD.matcher(code).results().map(MatchResult::group).collect(Collectors.toSet());
        }

        String fullName() {
            return folder + "." + name;
        }

        boolean isSmall() {
            String withTexts = JavaFile.NOT_CODE
                    .matcher(text)
                    .replaceAll(part -> JavaFile.isComment(part) ? "" : Matcher.quoteReplacement(part.group()));
            return withoutHead(withTexts).filter(line -> !line.isBlank()).count() < FEW
                    && !OF_ITS_OWN.matcher(code).find();
        }

        boolean uses(Source type) {
            if (fullName().equals(type.fullName()) || !words.contains(type.name)) {
                return false;
            }
            if (says("\\b" + Pattern.quote(type.fullName()) + "\\b")) {
                return true;
            }
            return folder.equals(type.folder) && !says("(?m)^import [\\w.]+\\." + type.name + ";");
        }

        private boolean says(String pattern) {
            return Pattern.compile(pattern).matcher(code).find();
        }

        boolean takes(Source type) {
            return !WIRING.matcher(code).find()
                    && text.lines().count() + withoutHead(type.text).count() <= LONG;
        }

        private static Stream<String> withoutHead(String text) {
            return text.lines().filter(line -> !HEAD.matcher(line).matches());
        }
    }
}
