package dev.concierge.testsupport;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * Has the {@link FlowTest} classes of one context follow each other, after all other classes: while tests of another one
 * run, a context is stopped with all its consumers, and started again for the next of its own. The name decides between
 * classes of one context, so that the order is the same on every machine. Named in {@code junit-platform.properties}.
 */
public final class ContextOrder implements ClassOrderer {
    static final Comparator<Class<?>> BY_CONTEXT =
            Comparator.<Class<?>, String>comparing(ContextOrder::context).thenComparing(Class::getName);

    private static final MethodFilter SETS_PROPERTIES =
            method -> method.isAnnotationPresent(DynamicPropertySource.class);

    @Override
    public void orderClasses(ClassOrdererContext context) {
        Comparator<ClassDescriptor> order = Comparator.comparing(ClassDescriptor::getTestClass, BY_CONTEXT);
        context.getClassDescriptors().sort(order);
    }

    /** What tells a flow test's context from another's; nothing for other tests. */
    private static String context(Class<?> test) {
        MergedAnnotations annotations = MergedAnnotations.from(test, SearchStrategy.TYPE_HIERARCHY);
        MergedAnnotation<FlowTest> flowTest = annotations.get(FlowTest.class);
        return flowTest.isPresent()
                ? Arrays.toString(flowTest.getStringArray("topics"))
                        + Arrays.toString(flowTest.getStringArray("properties"))
                        + Arrays.toString(flowTest.getClassArray("classes"))
                        + sources(test)
                        + imports(annotations)
                : "";
    }

    /** What a test adds to its context. */
    private static List<String> imports(MergedAnnotations annotations) {
        return annotations.stream(Import.class)
                .flatMap(each -> Arrays.stream(each.getClassArray("value")))
                .map(Class::getName)
                .sorted()
                .toList();
    }

    /** What sets properties when the context starts, here or in a class above. */
    private static List<String> sources(Class<?> test) {
        return MethodIntrospector.selectMethods(test, SETS_PROPERTIES).stream()
                .map(Method::toString)
                .sorted()
                .toList();
    }
}
