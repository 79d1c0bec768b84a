package dev.concierge.testsupport;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A package in two jars has two owners: what is private to it is seen from elsewhere, and no module path takes it. */
final class JarRule extends ArchCondition<JavaClass> {
    private final Map<String, SortedSet<String>> jars = new TreeMap<>();

    JarRule() {
        super("stand in one jar with all of their package");
    }

    @Override
    public void init(Collection<JavaClass> all) {
        jars.putAll(all.stream()
                .filter(type -> type.getSource().isPresent())
                .collect(groupingBy(JavaClass::getPackageName, mapping(JarRule::jar, toCollection(TreeSet::new)))));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        SortedSet<String> all = jars.getOrDefault(type.getPackageName(), new TreeSet<>());
        if (all.size() > 1) {
            events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " stands in " + all));
        }
    }

    /** The jar or folder of classes. */
    private static String jar(JavaClass type) {
        String file = type.getSource().orElseThrow().getUri().toString();
        return file.substring(0, file.length() - type.getName().length() - ".class".length());
    }
}
