package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.concierge.testsupport.ModuleRules.KindRule;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** How a module is built; a subclass in the module's root package makes the rules hold there. */
public abstract class ArchitectureRules {
    private static final Map<String, JavaClasses> CLASSES = new ConcurrentHashMap<>();

    private final ModuleRules rules = new ModuleRules(getClass().getPackageName());

    @Test
    void packagesAreFreeOfCycles() {
        check(rules.packagesAreFreeOfCycles());
    }

    @Test
    void packagesAreNamedAfterTheBusiness() {
        check(rules.packagesAreNamedAfterTheBusiness());
    }

    @Test
    void constructorsInject() {
        check(rules.constructorsInject());
    }

    @Test
    void timeComesFromAClock() {
        check(rules.timeComesFromAClock());
    }

    @Test
    void onlyThePlatformParses() {
        check(rules.onlyThePlatformParses());
    }

    @Test
    void nobodySleeps() {
        check(rules.nobodySleeps());
    }

    @Test
    void kafkasClientsComeFromSpring() {
        check(rules.kafkasClientsComeFromSpring());
    }

    @Test
    void otherServicesAreReachedByWireOnly() {
        check(rules.otherServicesAreReachedByWireOnly());
    }

    @Test
    void thePlatformKnowsNoDomain() {
        check(rules.thePlatformKnowsNoDomain());
    }

    @Test
    void repositoriesReadUnlessATransactionWrites() {
        check(rules.repositoriesReadUnlessATransactionWrites());
    }

    @Test
    void rowsAreMappedByHandWhereAdr12SaysWhy() {
        check(rules.rowsAreMappedByHandWhereAdr12SaysWhy());
    }

    /** Of all that this module runs with, as no module sees all others. */
    @Test
    void packagesStandInOneJar() {
        List<URI> shipped = JarRule.classesThatShip();

        assertThat(shipped).isNotEmpty();
        assertThat(JarRule.violations(shipped.stream())).isEmpty();
    }

    @Test
    void controllersAreNotPublic() {
        check(rules.controllersAreNotPublic());
    }

    @Test
    void neitherLombokNorJUnit4() {
        check(rules.neitherLombokNorJUnit4());
    }

    private void check(ArchRule rule) {
        rule.check(classes());
    }

    /** A rule about one kind of class is skipped, by name, in a module that has none of it; it never passes on nothing. */
    private void check(KindRule rule) {
        assumeThat(classes()).as(rule.kind().getDescription()).anyMatch(rule.kind()::test);
        rule.rule().check(classes());
    }

    private JavaClasses classes() {
        return CLASSES.computeIfAbsent(getClass().getPackageName(), ArchitectureRules::read);
    }

    /** The classes that ship; a module that ships none, such as one of tests, is judged by what it has. */
    private static JavaClasses read(String root) {
        ClassFileImporter all = new ClassFileImporter();
        JavaClasses shipped =
                all.withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(root);
        return shipped.isEmpty() ? all.importPackages(root) : shipped;
    }
}
