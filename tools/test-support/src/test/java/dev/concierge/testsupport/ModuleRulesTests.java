package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.concierge.testsupport.ModuleRules.KindRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleRulesTests {
    private final ModuleRules journey = new ModuleRules("dev.concierge.journey");
    private final ModuleRules platform = new ModuleRules("dev.concierge.platform");

    @TempDir
    Path directory;

    private int compiled;

    @Test
    void twoFeaturesMayNotNeedEachOther() {
        String run = "package dev.concierge.journey.run; public class Run { dev.concierge.journey.timer.Timer timer; }";
        String timer = "package dev.concierge.journey.timer; public class Timer { %s }";

        assertBroken(journey.packagesAreFreeOfCycles(), run, timer.formatted("dev.concierge.journey.run.Run run;"));
        assertHeld(journey.packagesAreFreeOfCycles(), run, timer.formatted(""));
    }

    @Test
    void neitherMayAFeatureAndAPackageBelowIt() {
        String run = "package dev.concierge.journey.run; public class Run { %s }";
        String step =
                "package dev.concierge.journey.run.step; public class Step { dev.concierge.journey.run.Run run; }";

        assertBroken(
                journey.packagesAreFreeOfCycles(), run.formatted("dev.concierge.journey.run.step.Step step;"), step);
        assertHeld(journey.packagesAreFreeOfCycles(), run.formatted(""), step);
    }

    @Test
    void neitherMayTwoPackagesOfOneFeature() {
        String step =
                "package dev.concierge.journey.run.step; public class Step { dev.concierge.journey.run.wait.Wait wait; }";
        String wait = "package dev.concierge.journey.run.wait; public class Wait { %s }";

        assertBroken(
                journey.packagesAreFreeOfCycles(), step, wait.formatted("dev.concierge.journey.run.step.Step step;"));
        assertHeld(journey.packagesAreFreeOfCycles(), step, wait.formatted(""));
    }

    @Test
    void theRootMayNotLeanOnWhatLeansOnIt() {
        String id = "package dev.concierge.journey; public class RunId { %s }";
        String run = "package dev.concierge.journey.run; public class Run { dev.concierge.journey.RunId id; }";
        String wiring =
                "package dev.concierge.journey; class JourneyConfiguration { dev.concierge.journey.run.Run run; }";

        assertBroken(journey.packagesAreFreeOfCycles(), run, id.formatted("dev.concierge.journey.run.Run run;"));
        assertHeld(journey.packagesAreFreeOfCycles(), run, id.formatted(""), wiring);
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "run.dto", "common.run", "model", "service", "helper", "impl"})
    void packagesMayNotBeLayers(String layer) {
        assertBroken(
                journey.packagesAreNamedAfterTheBusiness(),
                "package dev.concierge.journey." + layer + "; class Run {}");
    }

    @Test
    void packagesMayBeFeatures() {
        assertHeld(journey.packagesAreNamedAfterTheBusiness(), "package dev.concierge.journey.run.web; class Run {}");
    }

    @Test
    void fieldsMayNotBeInjected() {
        assertBroken(
                journey.constructorsInject(),
                "package dev.concierge.journey; class Run {"
                        + " @org.springframework.beans.factory.annotation.Autowired Object jdbc; }");
        assertHeld(
                journey.constructorsInject(),
                "package dev.concierge.journey; class Run { private final Object jdbc;"
                        + " @org.springframework.beans.factory.annotation.Autowired Run(Object jdbc) { this.jdbc = jdbc; } }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.parse(text)",
                "java.time.LocalDate.parse(text)",
                "java.time.OffsetDateTime.parse(text)",
                "java.time.Duration.parse(text)",
                "java.time.ZoneId.of(text)",
                "java.time.ZoneOffset.of(text)",
                "java.time.ZoneId.getAvailableZoneIds().contains(text)",
                "java.net.IDN.toASCII(text)",
                "java.util.UUID.fromString(text)",
                "new java.math.BigDecimal(text)",
                "Double.parseDouble(text)",
                "Double.valueOf(text)",
                "Long.parseLong(text)",
                "Integer.valueOf(text)",
                "((java.util.function.Function<String, Object>) java.util.UUID::fromString).apply(text)"
            })
    void onlyThePlatformMayParse(String call) {
        String source = "package dev.concierge.%s.run; class Run { Object read(String text) { return %s; } }";
        assertBroken(journey.onlyThePlatformParses(), source.formatted("journey", call));
        assertHeld(platform.onlyThePlatformParses(), source.formatted("platform", call));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Integer.valueOf(7)", "new java.math.BigDecimal(7)", "java.time.Duration.ofSeconds(7)"})
    void makingIsNotParsing(String call) {
        assertHeld(
                journey.onlyThePlatformParses(),
                "package dev.concierge.journey.run; class Run { Object made() { return " + call + "; } }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)",
                "System.currentTimeMillis()",
                "new java.util.Date()"
            })
    void timeMayNotComeFromTheMachine(String call) {
        assertBroken(
                journey.timeComesFromAClock(),
                "package dev.concierge.journey; class Run { Object at() { return " + call + "; } }");
    }

    @Test
    void timeMayNotComeFromTheMachineByReference() {
        assertBroken(
                journey.timeComesFromAClock(),
                "package dev.concierge.journey; class Run {"
                        + " java.util.function.Supplier<?> at() { return java.time.Instant::now; } }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clock.instant()",
                "java.time.LocalDate.now(clock)",
                "System.nanoTime()",
                "new java.util.Date(clock.millis())"
            })
    void timeMayComeFromAClock(String call) {
        assertHeld(
                journey.timeComesFromAClock(),
                "package dev.concierge.journey; class Run { Object at(java.time.Clock clock) { return " + call
                        + "; } }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer.KafkaConsumer", "producer.KafkaProducer"})
    void nobodyMakesAClientOfKafkasByHand(String client) {
        assertBroken(
                journey.kafkasClientsComeFromSpring(),
                "package dev.concierge.journey; class Run { Object client = new org.apache.kafka.clients." + client
                        + "<>(java.util.Map.<String, Object>of()); }");
    }

    @Test
    void nobodyMaySleep() {
        assertBroken(
                journey.nobodySleeps(),
                "package dev.concierge.journey; class Run { void rest() throws Exception { Thread.sleep(10); } }");
    }

    @Test
    void classesOfAnotherServiceMayNotBeUsed() {
        String user = "package dev.concierge.user; public class User {}";
        String outbox = "package dev.concierge.platform.outbox; public class Outbox {}";
        String run = "package dev.concierge.journey; class Run { %s field; }";

        assertBroken(journey.otherServicesAreReachedByWireOnly(), user, run.formatted("dev.concierge.user.User"));
        assertHeld(
                journey.otherServicesAreReachedByWireOnly(),
                outbox,
                run.formatted("dev.concierge.platform.outbox.Outbox"));
    }

    @Test
    void thePlatformMayNotUseAService() {
        assertBroken(
                platform.otherServicesAreReachedByWireOnly(),
                "package dev.concierge.user; public class User {}",
                "package dev.concierge.platform.outbox; class Outbox { dev.concierge.user.User user; }");
    }

    @Test
    void thePlatformMayNotHaveDomainTypes() {
        assertBroken(
                platform.thePlatformKnowsNoDomain(),
                "package dev.concierge.platform.outbox; record JourneyStarted() {}");
        assertBroken(
                platform.thePlatformKnowsNoDomain(), "package dev.concierge.platform.journey; record Started() {}");
        assertHeld(platform.thePlatformKnowsNoDomain(), "package dev.concierge.platform.outbox; record Lease() {}");
        assertHeld(journey.thePlatformKnowsNoDomain(), "package dev.concierge.journey.run; record JourneyRun() {}");
    }

    @Test
    void controllersMayNotBePublic() {
        String controller =
                "package dev.concierge.journey; @org.springframework.stereotype.Controller %s class RunController {}";

        assertBroken(journey.controllersAreNotPublic(), controller.formatted("public"));
        assertHeld(journey.controllersAreNotPublic(), controller.formatted(""));
    }

    @Test
    void lombokAndJUnit4MayNotBeUsed() {
        assertBroken(
                journey.neitherLombokNorJUnit4(),
                "package lombok; public @interface Sneaky {}",
                "package dev.concierge.journey; class Run { lombok.Sneaky field; }");
        assertBroken(
                journey.neitherLombokNorJUnit4(),
                "package org.junit; public @interface Test {}",
                "package dev.concierge.journey; class RunTests { org.junit.Test field; }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String of(java.sql.ResultSet row) throws Exception { return row.getString(1); }",
                "interface Mapper { String of(java.sql.ResultSet row) throws Exception; }"
                        + " Mapper text() { return row -> row.getString(1); }",
                "static class Inner { Object of(java.sql.ResultSet row) { return row; } }"
            })
    void rowsMayBeReadByHandOnlyWhereTheAdrNamesTheClass(String reads) {
        String other = "package dev.concierge.journey.run; class Visits { %s }";
        String named = "package dev.concierge.journey.run.store; class Runs { %s }";

        assertBroken(journey.rowsAreMappedByHandWhereAdr12SaysWhy(), other.formatted(reads));
        assertHeld(journey.rowsAreMappedByHandWhereAdr12SaysWhy(), named.formatted(reads));
        assertHeld(journey.rowsAreMappedByHandWhereAdr12SaysWhy(), other.formatted(""));
        assertBroken(journey.rowsAreMappedByHandWhereAdr12SaysWhy(), named.formatted(""));
    }

    /** A class that is gone is in no module that could say so. */
    @Test
    void theAdrNamesClassesThatAreThere() throws IOException {
        try (Stream<Path> folders = Files.list(RepositoryFolder.find())) {
            List<Path> sources = folders.map(folder -> folder.resolve("src/main/java/dev/concierge"))
                    .toList();
            assertThat(HandMappedRows.named())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(sources)
                            .anyMatch(folder -> Files.exists(folder.resolve(name.replace('.', '/') + ".java"))));
        }
    }

    @Test
    void aPackageMayNotStandInTwoJars() {
        List<URI> one = addresses(compile(
                "package dev.concierge.journey.run; class Run {}", "package dev.concierge.journey.run; class Step {}"));
        List<URI> other = addresses(compile("package dev.concierge.journey.run; class Walk {}"));

        assertThat(one).hasSize(2);
        assertThat(JarRule.violations(one.stream())).isEmpty();
        assertThat(JarRule.violations(Stream.concat(one.stream(), other.stream())))
                .singleElement(STRING)
                .startsWith("dev.concierge.journey.run stands in [");
    }

    /** Else a package in two jars would be seen in none. */
    @Test
    void whatAModuleRunsWithIsFoundInJarsAndFolders() {
        assertThat(JarRule.classesThatShip())
                .as("this module, and one that it stands on")
                .anyMatch(type -> type.toString().endsWith("dev/concierge/testsupport/JarRule.class"))
                .anyMatch(type -> type.toString().endsWith("dev/concierge/localstack/fleet/Fleet.class"))
                .noneMatch(type -> type.toString().endsWith("ModuleRulesTests.class"));
    }

    private static List<URI> addresses(JavaClasses classes) {
        return classes.stream()
                .map(type -> type.getSource().orElseThrow().getUri())
                .toList();
    }

    private void assertBroken(KindRule rule, String... sources) {
        assertBroken(rule.rule(), sources);
    }

    /** Where there is nothing of the kind, there is nothing to break. */
    private void assertHeld(KindRule rule, String... sources) {
        assertHeld(rule.rule().allowEmptyShould(true), sources);
    }

    private void assertBroken(ArchRule rule, String... sources) {
        assertThatThrownBy(() -> rule.check(compile(sources)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated");
    }

    private void assertHeld(ArchRule rule, String... sources) {
        assertThatCode(() -> rule.check(compile(sources))).doesNotThrowAnyException();
    }

    private JavaClasses compile(String... sources) {
        Path target = directory.resolve(String.valueOf(compiled++));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-d", created(target).toString());
        List<Source> files = Arrays.stream(sources).map(Source::new).toList();
        if (!compiler.getTask(null, null, null, options, null, files).call()) {
            throw new IllegalArgumentException("does not compile: " + String.join("\n", sources));
        }
        return new ClassFileImporter().importPath(target);
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private static final Pattern NAME = Pattern.compile("package ([\\w.]+);.*?(?:class|record|@interface) (\\w+)");
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + path(text)), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String path(String text) {
            Matcher name = NAME.matcher(text);
            if (!name.find()) {
                throw new IllegalArgumentException("no type in " + text);
            }
            return name.group(1).replace('.', '/') + "/" + name.group(2) + ".java";
        }
    }
}
