package dev.concierge.testsupport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Classes that read rows are those that ADR 12 names, with what is nested in them, and no others. */
final class HandMappedRows extends ArchCondition<JavaClass> {
    private static final String COMPANY = "dev.concierge.";
    private static final Pattern NAMED = Pattern.compile("`([a-z]+(?:\\.[a-z]+)+\\.[A-Z]\\w*)`");

    private final Set<String> named = named();
    private final Set<String> reading = new HashSet<>();

    HandMappedRows() {
        super("read rows by hand where ADR 12 says why, and there alone");
    }

    /** As the ADR names them, such as {@code event.outlet.Outlets}. */
    static Set<String> named() {
        try {
            String adr = Files.readString(RepositoryFolder.find().resolve("docs/adr/0012-jpa-for-aggregates.md"));
            return NAMED.matcher(adr).results().map(name -> name.group(1)).collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void init(Collection<JavaClass> all) {
        all.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(to -> to.getTargetClass().getName().equals("java.sql.ResultSet")))
                .map(HandMappedRows::name)
                .forEach(reading::add);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String name = name(type);
        boolean reads = reading.contains(name);
        if (reads != named.contains(name)) {
            events.add(SimpleConditionEvent.violated(
                    type,
                    name
                            + (reads
                                    ? " reads rows by hand and ADR 12 does not name it (expected: an entity, or a reason there)"
                                    : " reads no rows by hand and ADR 12 names it (expected: no such name there)")));
        }
    }

    /** Of the class that its file is named after. */
    private static String name(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        String name = outermost.getName();
        return name.startsWith(COMPANY) ? name.substring(COMPANY.length()) : name;
    }
}
