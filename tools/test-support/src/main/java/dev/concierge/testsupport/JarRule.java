package dev.concierge.testsupport;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A package in two jars has two owners: what is private to it is seen from elsewhere, and no module path takes it. The
 * addresses of the classes say where they stand; to read all that a module runs with would take seconds in each.
 */
final class JarRule {
    private static final String COMPANY = "/dev/concierge/";

    private JarRule() {}

    /** The classes that this module runs with, its own tests left out. */
    static List<URI> classesThatShip() {
        ImportOption ships = new ImportOption.DoNotIncludeTests();
        try {
            Resource[] all =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:dev/concierge/**/*.class");
            List<URI> shipping = new ArrayList<>();
            for (Resource type : all) {
                URI address = type.getURI();
                if (ships.includes(Location.of(address))) {
                    shipping.add(address);
                }
            }
            return shipping;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One line for each package that stands in more than one jar or folder. */
    static List<String> violations(Stream<URI> classes) {
        Map<String, SortedSet<String>> jars = classes.map(URI::toString)
                .collect(groupingBy(
                        JarRule::packageName, TreeMap::new, mapping(JarRule::jar, toCollection(TreeSet::new))));
        return jars.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> each.getKey() + " stands in " + each.getValue())
                .toList();
    }

    private static String packageName(String address) {
        return address.substring(root(address), address.lastIndexOf('/')).replace('/', '.');
    }

    /** The jar or folder of classes. */
    private static String jar(String address) {
        return address.substring(0, root(address));
    }

    /** Where the name of the class begins; a checkout may lie in a folder of the same name. */
    private static int root(String address) {
        return address.lastIndexOf(COMPANY) + 1;
    }
}
