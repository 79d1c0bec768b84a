package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
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
 * An interface that one class implements, in tests too, is that class. Read from the sources of all modules: a compiled
 * module does not see who implements what it offers. One that no class implements is made by Spring or of lambdas.
 */
class SoleImplementationTests {
    /** Those that stay all the same, by why. */
    private static final Map<String, Set<String>> LEFT = Map.of(
            "who calls may not know who is called: it turns a dependency between features or modules round",
            Set.of(
                    "hub.live.FanOut",
                    "journey.timer.ElapsedTimers",
                    "platform.problem.ProblemAnswer.Source",
                    "platform.reactive.security.AfterAuthentication",
                    "user.token.TakenNames",
                    "user.token.operator.SignedInOperators"),
            "a lambda or a method reference is the other one",
            Set.of(
                    "platform.idempotency.OperationUnderWay",
                    "platform.message.MessageScope",
                    "platform.reactive.web.BodyLimits",
                    "search.assistant.provider.Provider.Words",
                    "search.popularity.Liked",
                    "search.words.Dictionary.Shelf"),
            "in tests a lambda or a method reference stands in for it",
            Set.of("hub.live.OlderBroadcasts", "hub.socket.Tickets", "platform.message.Publisher"));

    @Test
    void anInterfaceHasMoreThanOneImplementation() throws IOException {
        List<Source> written =
                JavaFile.ofAllModules("src/main/java").stream().map(Source::new).toList();
        List<Source> tests =
                JavaFile.ofAllModules("src/test/java").stream().map(Source::new).toList();

        assertThat(written).hasSizeGreaterThan(1_000);
        assertThat(tests).hasSizeGreaterThan(500);
        assertThat(withOne(written, tests))
                .as("interfaces of one implementation (expected: a class, or a reason here; none here that is gone)")
                .isEqualTo(LEFT.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package dev.concierge.a;\nfinal class One extends Loop implements Closeable, Doors {}",
                "package dev.concierge.a;\nrecord One(Map<String, Doors> doors) implements Doors {}",
                "package dev.concierge.b;\nimport dev.concierge.a.Doors;\nenum One implements Doors { A }",
                "package dev.concierge.b;\nclass One implements dev.concierge.a.Doors {}",
                "package dev.concierge.a;\nclass One { Doors doors = new Doors() {\n}; }"
            })
    void oneIsFoundHoweverItIsWritten(String one) {
        assertThat(withOne(List.of(doors(), source("One", one)), List.of())).containsExactly("a.Doors");
    }

    @Test
    void oneIsFoundOfANestedInterface() {
        Source outer = source("House", "package dev.concierge.a;\nclass House {\n    interface Doors {}\n}");
        Source one = source(
                "One", "package dev.concierge.b;\nimport dev.concierge.a.House;\nclass One implements House.Doors {}");

        assertThat(withOne(List.of(outer, one), List.of())).containsExactly("a.House.Doors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package dev.concierge.a;\nclass Other implements Doors {}",
                "package dev.concierge.a;\ninterface Gates extends Doors {}\nclass Other implements Gates {}",
                "package dev.concierge.b;\nimport dev.concierge.a.Doors;\nclass Tests { Doors none = new Doors() {}; }"
            })
    void aSecondOneMayBeOfATestOrStandBehindAnotherInterface(String other) {
        Source one = source("One", "package dev.concierge.a;\nclass One implements Doors {}");

        assertThat(withOne(List.of(doors(), one), List.of(source("Other", other))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package dev.concierge.a;\nsealed interface Doors permits One {}",
                "package dev.concierge.a;\n@interface Doors {}",
                "package dev.concierge.a;\ninterface Doors {\n    @GetExchange(\"/doors\") String get();\n}",
                "package dev.concierge.a;\nabstract class Doors {}"
            })
    void noneIsLookedForOfWhatIsClosedOrMadeBySpring(String type) {
        Source one = source("One", "package dev.concierge.a;\nclass One implements Doors {}");

        assertThat(withOne(List.of(source("Doors", type), one), List.of())).isEmpty();
    }

    @Test
    void anotherTypeOfTheSameNameIsNotTaken() {
        Source one =
                source("One", "package dev.concierge.b;\nimport dev.concierge.c.Doors;\nclass One implements Doors {}");

        assertThat(withOne(List.of(doors(), one), List.of())).isEmpty();
    }

    private static Source doors() {
        return source("Doors", "package dev.concierge.a;\n\n/** Ways in. */\npublic interface Doors {}\n");
    }

    private static Source source(String name, String text) {
        return new Source(new JavaFile(name, text));
    }

    private static Set<String> withOne(List<Source> written, List<Source> tests) {
        List<Source> all = Stream.concat(written.stream(), tests.stream()).toList();
        return written.stream()
                .flatMap(source -> source.interfaces().stream())
                .filter(type -> implementations(type, all) == 1)
                .map(type -> type.fullName().substring("dev.concierge.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int implementations(Offered type, List<Source> all) {
        int found = 0;
        for (Source source : all) {
            if (source.sees(type)) {
                found += source.implementing(type);
                for (Offered further : source.extending(type)) {
                    found += implementations(further, all);
                }
            }
        }
        return found;
    }

    /**
     * An interface.
     *
     * @param outer the type that its file is named after
     */
    private record Offered(String folder, String outer, String name) {
        String file() {
            return folder + "." + outer;
        }

        String fullName() {
            return name.equals(outer) ? file() : file() + "." + name;
        }
    }

    /** One file. */
    private static final class Source {
        private static final Pattern INTERFACE =
                Pattern.compile("([\\w-]+\\s+|)(?<!@)\\binterface\\s+(\\w+)([^{;]*)\\{");
        private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|enum)\\s+\\w+([^{;]*)\\{");
        private static final Pattern ANONYMOUS =
                Pattern.compile("\\bnew\\s+((?:\\w+\\.)*\\w+)(?:<[^;{}()]*>)?\\(\\)\\s*\\{");
        private static final Pattern OF_SPRINGS = Pattern.compile("@(?:Get|Post|Put|Patch|Delete|Http)Exchange\\b");
        private static final Pattern ARGUMENTS = Pattern.compile("<[^<>]*>");
        private static final Pattern PERMITTED = Pattern.compile("\\bpermits\\b[\\s\\S]*");

        private final String outer;
        private final String folder;
        private final String code;
        private final Set<String> imports;
        private final List<Offered> interfaces = new ArrayList<>();
        /** What its interfaces extend, in their order. */
        private final List<List<String>> extended = new ArrayList<>();
        /** What its classes implement, as they name it. */
        private final List<String> implemented;

        Source(JavaFile file) {
            this.outer = file.name();
            this.folder = file.folder();
            this.code = file.code();
            this.imports = Pattern.compile("(?m)^import ([\\w.]+);")
                    .matcher(code)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            for (MatchResult head : INTERFACE.matcher(code).results().toList()) {
                if (!isClosed(head.group(1))) {
                    interfaces.add(new Offered(folder, outer, head.group(2)));
                    extended.add(after("extends", head.group(3)));
                }
            }
            this.implemented = Stream.concat(
                            TYPE.matcher(code).results().flatMap(head -> after("implements", head.group(1)).stream()),
                            ANONYMOUS.matcher(code).results().map(made -> made.group(1)))
                    .toList();
        }

        private static boolean isClosed(String modifier) {
            return modifier.strip().equals("sealed");
        }

        /** The names in a list that begins with this word; of types with arguments without them. */
        private static List<String> after(String word, String head) {
            String plain = PERMITTED.matcher(head).replaceAll("");
            for (Matcher arguments = ARGUMENTS.matcher(plain); arguments.find(); arguments = ARGUMENTS.matcher(plain)) {
                plain = arguments.replaceAll("");
            }
            Matcher list = Pattern.compile("\\b" + word + "\\s+([\\w.,\\s]+)").matcher(plain);
            return list.find() ? List.of(list.group(1).strip().split("\\s*,\\s*", -1)) : List.of();
        }

        List<Offered> interfaces() {
            return OF_SPRINGS.matcher(code).find() ? List.of() : interfaces;
        }

        /** Whether the names by which it may be called mean this one here. */
        boolean sees(Offered type) {
            if (folder.equals(type.folder)) {
                return outer.equals(type.outer)
                        || imports.stream()
                                .noneMatch(named -> named.endsWith("." + type.outer) && !named.equals(type.file()));
            }
            return imports.contains(type.file()) || code.contains(type.fullName());
        }

        private boolean isFileOf(Offered type) {
            return folder.equals(type.folder) && outer.equals(type.outer);
        }

        int implementing(Offered type) {
            return (int) implemented.stream().filter(name -> means(name, type)).count();
        }

        List<Offered> extending(Offered type) {
            List<Offered> further = new ArrayList<>();
            for (int place = 0; place < interfaces.size(); place++) {
                if (extended.get(place).stream().anyMatch(name -> means(name, type))) {
                    further.add(interfaces.get(place));
                }
            }
            return further;
        }

        /** A nested one is called by its own name only in its file and where it is imported. */
        private boolean means(String name, Offered type) {
            if (name.equals(type.name)) {
                return type.name.equals(type.outer) || isFileOf(type) || imports.contains(type.fullName());
            }
            return name.equals(type.fullName()) || name.equals(type.outer + "." + type.name);
        }
    }
}
