package dev.concierge.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of sources.
 *
 * @param name of its type
 */
record JavaFile(String name, String text) {
    /** A text block, a text, a character, a comment. */
    static final Pattern NOT_CODE = Pattern.compile("\"\"\"(?:[^\"\\\\]|\\\\[\\s\\S]|\"(?!\"\"))*+\"\"\""
            + "|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:\\\\.[^'\n]*|[^'\\\\])'|/\\*[\\s\\S]*?\\*/|//[^\n]*");

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    /** Those below these folders, such as {@code src/main/java}, of every module. */
    static List<JavaFile> ofAllModules(String... folders) throws IOException {
        Path root = RepositoryFolder.find();
        List<JavaFile> files = new ArrayList<>();
        for (MatchResult module : MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                .results()
                .toList()) {
            for (String folder : folders) {
                files.addAll(below(root.resolve(module.group(1)).resolve(folder)));
            }
        }
        return files;
    }

    private static List<JavaFile> below(Path folder) throws IOException {
        List<JavaFile> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.toList()) {
                    String file = path.getFileName().toString();
                    if (file.endsWith(".java") && !file.equals("package-info.java")) {
                        files.add(new JavaFile(file.substring(0, file.length() - 5), Files.readString(path)));
                    }
                }
            }
        }
        return files;
    }

    /** Without comments; nothing stands in its texts. */
    String code() {
        return NOT_CODE.matcher(text).replaceAll(part -> isComment(part) ? "" : "\"\"");
    }

    String folder() {
        return PACKAGE.matcher(code())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " has no package (expected: one)"));
    }

    /** Whether this part of {@link #NOT_CODE} is one. */
    static boolean isComment(MatchResult part) {
        return part.group().startsWith("/");
    }
}
