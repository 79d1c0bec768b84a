package dev.concierge.testsupport;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** How a module is built; a subclass in the module's root package makes the rules hold there. */
public abstract class ArchitectureRules {
    private static final Map<String, JavaClasses> MAIN_CLASSES = new ConcurrentHashMap<>();

    private final ModuleRules rules = new ModuleRules(getClass().getPackageName());

    @Test
    void featuresAreFreeOfCycles() {
        check(rules.featuresAreFreeOfCycles());
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

    /** Of all that this module runs with, as no module sees all others. */
    @Test
    void packagesStandInOneJar() {
        rules.packagesStandInOneJar().check(mainClasses("dev.concierge"));
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
        rule.check(mainClasses(getClass().getPackageName()));
    }

    private static JavaClasses mainClasses(String packages) {
        return MAIN_CLASSES.computeIfAbsent(packages, name -> new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(name));
    }
}
