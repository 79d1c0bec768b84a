package dev.concierge.e2e.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of others, wherever below one folder they lie.
 *
 * @param folder with {@code blns.json} (minimaxir/big-list-of-naughty-strings), {@code tests.xml}
 *     (dominicsayers/isemail), {@code test_parsing/} (nst/JSONTestSuite) and {@code fixtures/*.json}: messages of
 *     Segment's protocol, alone or in batches, such as those of segmentio/analytics-go
 */
record PublicLists(Path folder) {
    /** An address as isemail judges it. */
    record Address(String id, String text, String category, String diagnosis) {
        boolean isPaddedWithBlanks() {
            return !text.equals(text.strip());
        }

        boolean isPlain() {
            return category.equals("ISEMAIL_VALID_CATEGORY") || category.equals("ISEMAIL_DNSWARN");
        }
    }

    List<String> naughtyStrings() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(one("blns.json")))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    List<Address> addresses() throws IOException {
        NodeList tests = xml(one("tests.xml")).getElementsByTagName("test");
        return IntStream.range(0, tests.getLength())
                .mapToObj(index -> (Element) tests.item(index))
                .map(test -> new Address(
                        test.getAttribute("id"),
                        withControls(text(test, "address")),
                        text(test, "category"),
                        text(test, "diagnosis")))
                .toList();
    }

    /** By name. */
    Map<String, byte[]> jsonTexts() throws IOException {
        return contents("/test_parsing/");
    }

    /** By name. */
    Map<String, JsonNode> fixtures() throws IOException {
        Map<String, JsonNode> fixtures = new TreeMap<>();
        contents("/fixtures/")
                .forEach((name, content) ->
                        fixtures.put(name, JsonMapper.shared().readTree(content)));
        return fixtures;
    }

    private Map<String, byte[]> contents(String under) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path file : files()) {
            if (file.toString().contains(under) && file.toString().endsWith(".json")) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        if (contents.isEmpty()) {
            throw new IOException(folder + " has no *" + under + "*.json");
        }
        return contents;
    }

    private Path one(String name) throws IOException {
        return files().stream()
                .filter(file -> file.endsWith(name))
                .findFirst()
                .orElseThrow(() -> new IOException(folder + " has no " + name));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static Document xml(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile());
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException(file + " is not read", unreadable);
        }
    }

    private static String text(Element test, String name) {
        NodeList found = test.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    /** XML cannot hold control characters, so the list shows them by their pictures. */
    private static String withControls(String address) {
        return address.chars()
                .map(unit -> unit >= 0x2400 && unit <= 0x241F ? unit - 0x2400 : unit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
