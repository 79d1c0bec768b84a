package dev.concierge.testsupport;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;

/** Repositories of Spring Data: reading by default, writing in somebody's transaction only. */
final class RepositoryRule extends ArchCondition<JavaClass> {
    static final RepositoryRule READ_UNLESS_A_TRANSACTION_WRITES = new RepositoryRule();

    private static final String TRANSACTIONAL = "org.springframework.transaction.annotation.Transactional";
    private static final String MODIFYING = "org.springframework.data.jpa.repository.Modifying";

    private RepositoryRule() {
        super("be @Transactional(readOnly = true), and their save, delete and @Modifying methods MANDATORY");
    }

    @Override
    public void check(JavaClass repository, ConditionEvents events) {
        if (!transactional(repository).map(RepositoryRule::isReadOnly).orElse(false)) {
            events.add(SimpleConditionEvent.violated(
                    repository, repository.getName() + " is not @Transactional(readOnly = true)"));
        }
        repository.getMethods().stream()
                .filter(RepositoryRule::writes)
                .filter(method ->
                        !transactional(method).map(RepositoryRule::isMandatory).orElse(false))
                .forEach(method -> events.add(SimpleConditionEvent.violated(
                        method, method.getFullName() + " is not @Transactional(propagation = MANDATORY)")));
    }

    private static boolean writes(JavaMethod method) {
        return method.getName().startsWith("save")
                || method.getName().startsWith("delete")
                || method.isAnnotatedWith(MODIFYING);
    }

    private static Optional<? extends JavaAnnotation<?>> transactional(HasAnnotations<?> annotated) {
        return annotated.tryGetAnnotationOfType(TRANSACTIONAL);
    }

    private static boolean isReadOnly(JavaAnnotation<?> transactional) {
        return transactional.get("readOnly").map(Boolean.TRUE::equals).orElse(false);
    }

    private static boolean isMandatory(JavaAnnotation<?> transactional) {
        return transactional
                .get("propagation")
                .map(value -> value instanceof JavaEnumConstant constant
                        && constant.name().equals("MANDATORY"))
                .orElse(false);
    }
}
