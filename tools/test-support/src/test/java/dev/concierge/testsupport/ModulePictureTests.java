package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** The picture of the modules in docs/architecture.md. */
class ModulePictureTests {
    private static final Path ROOT = RepositoryFolder.find();
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ARROWS = Pattern.compile("([a-z0-9-]+) --> (.+)");
    private static final String SHIPPED = "/project/dependencies/dependency[not(scope = 'test')]/artifactId";

    @Test
    void itsArrowsAreTheDependenciesOfThePoms() throws Exception {
        assertThat(drawn()).isEqualTo(ofThePoms());
    }

    private static Map<String, Set<String>> drawn() throws Exception {
        Map<String, Set<String>> drawn = new TreeMap<>();
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));
        for (MatchResult picture : PICTURE.matcher(page).results().toList()) {
            ARROWS.matcher(picture.group(1))
                    .results()
                    .forEach(arrows -> drawn.computeIfAbsent(arrows.group(1), _ -> new TreeSet<>())
                            .addAll(Arrays.asList(arrows.group(2).strip().split(" & ", -1))));
        }
        return drawn;
    }

    private static Map<String, Set<String>> ofThePoms() throws Exception {
        Set<Path> folders = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> ROOT.resolve(module.group(1)))
                .collect(Collectors.toSet());
        Set<String> names =
                folders.stream().map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
        Map<String, Set<String>> dependencies = new TreeMap<>();
        for (Path folder : folders) {
            Set<String> shipped = shipped(folder.resolve("pom.xml"));
            shipped.retainAll(names);
            if (!shipped.isEmpty()) {
                dependencies.put(folder.getFileName().toString(), shipped);
            }
        }
        return dependencies;
    }

    private static Set<String> shipped(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
        Set<String> artifacts = new TreeSet<>();
        for (Node artifact :
                XPathFactory.newDefaultInstance().newXPath().evaluateExpression(SHIPPED, document, XPathNodes.class)) {
            artifacts.add(artifact.getTextContent());
        }
        return artifacts;
    }
}
