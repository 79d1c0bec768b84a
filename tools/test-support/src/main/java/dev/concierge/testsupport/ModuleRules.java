package dev.concierge.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules for one module. Each fails where there is no class that it is about.
 *
 * @param root its root package, such as {@code dev.concierge.journey}
 */
record ModuleRules(String root) {
    private static final String COMPANY = "dev.concierge.";
    private static final String PLATFORM = COMPANY + "platform";
    private static final Set<String> SHARED = Set.of("platform", "testsupport", "localstack");
    private static final Set<String> SERVICES =
            Fleet.SERVICES.stream().map(Service::root).collect(Collectors.toSet());
    private static final Set<String> LAYERS = Set.of("util", "common", "impl", "dto", "model", "service", "helper");
    private static final Pattern DOMAIN_TYPE = Pattern.compile(
            "(User|Guest|Profile|Preference|Journey|Trigger|Offer|Booking|Notification|Curation|Experience|DateEvent)"
                    + "([A-Z]\\w*)?");
    private static final Pattern WIRING = Pattern.compile(".+(Application|Configuration)(\\$.*)?");
    private static final Set<String> INJECTING = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource");
    private static final Set<String> TEXTS = Set.of("java.lang.String", "java.lang.CharSequence");
    private static final Set<String> NUMBERS =
            Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Double", "java.lang.Float", "java.lang.Short");
    private static final String MAIL_ADDRESS = "jakarta.mail.internet.InternetAddress";
    private static final Set<String> CONTROLLERS = Set.of(
            "org.springframework.web.bind.annotation.RestController", "org.springframework.stereotype.Controller");

    /** A rule about some kind of class, such as controllers, that a module may have none of. */
    record KindRule(DescribedPredicate<JavaClass> kind, ArchRule rule) {}

    KindRule packagesAreFreeOfCycles() {
        return new KindRule(
                resideInAPackage(root + ".*.."),
                slices().assignedFrom(packages()).should().beFreeOfCycles());
    }

    /** Each is one, at every level; so is what all features know, beside what puts them together, in the root itself. */
    private SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                if (name.equals(root)) {
                    return SliceIdentifier.of(WIRING.matcher(type.getName()).matches() ? "wiring" : "root");
                }
                return name.startsWith(root + ".")
                        ? SliceIdentifier.of(name.substring(root.length() + 1))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + root;
            }
        };
    }

    ArchRule packagesAreNamedAfterTheBusiness() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        LAYERS.stream().map(layer -> root + ".." + layer + "..").toArray(String[]::new))
                .because("a package is named after what the business calls it, not after a layer");
    }

    KindRule constructorsInject() {
        return new KindRule(
                describe("have fields", type -> !type.getFields().isEmpty()),
                noFields()
                        .should()
                        .beAnnotatedWith(describe(
                                "an injecting annotation",
                                annotation -> INJECTING.contains(
                                        annotation.getRawType().getName())))
                        .because("what a class needs is in its constructor"));
    }

    ArchRule timeComesFromAClock() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("they read the machine's time", ModuleRules::readsTheMachinesTime))
                .because("time comes from an injected Clock");
    }

    KindRule onlyThePlatformParses() {
        DescribedPredicate<JavaClass> ofAService = describe("belong to a service", ModuleRules::isOfAService);
        return new KindRule(
                ofAService,
                noClasses()
                        .that(ofAService)
                        .should()
                        .accessTargetWhere(
                                describe("they parse times, zones, numbers, ids or addresses", ModuleRules::parses))
                        .because(
                                "the platform's Times, Zones, Numbers, Texts and EmailAddress read them, as strictly everywhere"));
    }

    ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("they sleep", access -> calls(access, "java.lang.Thread", "sleep")))
                .because("a condition is awaited, with an end");
    }

    KindRule kafkasClientsComeFromSpring() {
        DescribedPredicate<JavaClass> notForTests =
                resideOutsideOfPackages(COMPANY + "testsupport..", COMPANY + "e2e..");
        return new KindRule(
                notForTests,
                noClasses()
                        .that(notForTests)
                        .should()
                        .accessTargetWhere(describe("they make a client of Kafka's", ModuleRules::makesAClientOfKafkas))
                        .because("spring.kafka.* and the login reach what Boot's factories make (ADR 13)"));
    }

    ArchRule otherServicesAreReachedByWireOnly() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe("belong to another service", this::isForeign))
                .because("services share messages and HTTP, no classes");
    }

    KindRule thePlatformKnowsNoDomain() {
        DescribedPredicate<JavaClass> ofThePlatform = resideInAPackage(PLATFORM + "..");
        return new KindRule(
                ofThePlatform,
                noClasses()
                        .that(ofThePlatform)
                        .should()
                        .haveNameMatching(".*\\." + DOMAIN_TYPE.pattern())
                        .orShould()
                        .resideInAnyPackage(SERVICES.stream()
                                .map(service -> PLATFORM + ".." + service + "..")
                                .toArray(String[]::new))
                        .because("domain types belong to the service that owns them"));
    }

    /** A write outside a use case's transaction would be one of its own, or nothing: Hibernate never flushes a reading one. */
    KindRule repositoriesReadUnlessATransactionWrites() {
        DescribedPredicate<JavaClass> repositories = assignableTo("org.springframework.data.repository.Repository");
        return new KindRule(
                repositories, classes().that(repositories).should(RepositoryRule.READ_UNLESS_A_TRANSACTION_WRITES));
    }

    /** The platform's rows are of its queues and positions, as it knows no domain. */
    KindRule rowsAreMappedByHandWhereAdr12SaysWhy() {
        DescribedPredicate<JavaClass> ofAService = describe("belong to a service", ModuleRules::isOfAService);
        return new KindRule(ofAService, classes().that(ofAService).should(new HandMappedRows()));
    }

    KindRule controllersAreNotPublic() {
        DescribedPredicate<JavaClass> controllers = describe("are controllers", ModuleRules::isController);
        return new KindRule(
                controllers,
                classes()
                        .that(controllers)
                        .should()
                        .notHaveModifier(JavaModifier.PUBLIC)
                        .because("they are called by the web alone"));
    }

    ArchRule neitherLombokNorJUnit4() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("lombok..", "org.junit", "org.junit.runner..", "junit.framework..");
    }

    private boolean isForeign(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(COMPANY)) {
            return false;
        }
        String module = name.substring(COMPANY.length()).split("\\.", -1)[0];
        return !(COMPANY + module).equals(root) && !(SHARED.contains(module) && !root.equals(PLATFORM));
    }

    private static boolean makesAClientOfKafkas(JavaAccess<?> access) {
        return calls(access, "org.apache.kafka.clients.consumer.KafkaConsumer", "<init>")
                || calls(access, "org.apache.kafka.clients.producer.KafkaProducer", "<init>");
    }

    private static boolean readsTheMachinesTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean now = owner.startsWith("java.time.") && name.equals("now") && !takesClock(access);
        boolean date = owner.equals("java.util.Date")
                && name.equals("<init>")
                && parameters(access).isEmpty();
        return now || date || calls(access, "java.lang.System", "currentTimeMillis");
    }

    private static boolean isOfAService(JavaClass type) {
        return SERVICES.stream().anyMatch(service -> (type.getPackageName() + ".").startsWith(COMPANY + service + "."));
    }

    /** Java's own readers, which take more than RFC 3339 and JSON write. */
    private static boolean parses(JavaAccess<?> access) {
        List<String> parameters = parameters(access);
        boolean ofText = !parameters.isEmpty() && TEXTS.contains(parameters.getFirst());
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        if (owner.equals("java.net.IDN") || name.equals("getAvailableZoneIds")) {
            return true;
        }
        return ofText
                && switch (name) {
                    case "parse" -> owner.startsWith("java.time.") || owner.equals(MAIL_ADDRESS);
                    case "of" -> owner.equals("java.time.ZoneId") || owner.equals("java.time.ZoneOffset");
                    case "fromString" -> owner.equals("java.util.UUID");
                    case "<init>" -> owner.startsWith("java.math.");
                    case "parseInt", "parseLong", "parseDouble", "parseFloat", "valueOf", "decode" ->
                        NUMBERS.contains(owner);
                    default -> false;
                };
    }

    private static boolean takesClock(JavaAccess<?> access) {
        return parameters(access).contains("java.time.Clock");
    }

    private static List<String> parameters(JavaAccess<?> access) {
        String signature = access.getTarget().getFullName();
        if (signature.indexOf('(') < 0) {
            return List.of(); // a field
        }
        String inside = signature.substring(signature.indexOf('(') + 1, signature.lastIndexOf(')'));
        return inside.isEmpty() ? List.of() : Arrays.asList(inside.split(", ", -1));
    }

    private static boolean calls(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getTarget().getName().equals(name);
    }

    private static boolean isController(JavaClass type) {
        return type.getAnnotations().stream()
                .anyMatch(annotation ->
                        CONTROLLERS.contains(annotation.getRawType().getName()));
    }
}
