package dev.concierge.localstack.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The <code>.env</code> file as compose reads it: NAME=value lines, comments, quotes, an optional export. */
final class DotEnv {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^']*+)')\\s*+(?:#.*+)?");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private DotEnv() {}

    static Map<String, String> read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> parse(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new CannotContinue(
                        ".env line " + (i + 1) + " is not a setting: " + line,
                        "write it as NAME=value, or put # before it");
            }
            values.put(matcher.group(1), value(matcher.group(2).strip()));
        }
        return values;
    }

    private static String value(String raw) {
        Matcher quoted = QUOTED.matcher(raw);
        if (quoted.matches()) {
            String literal = quoted.group(2);
            return literal != null ? literal : unescaped(quoted.group(1));
        }
        int comment = raw.startsWith("#") ? 0 : raw.indexOf(" #");
        return comment < 0 ? raw : raw.substring(0, comment).strip();
    }

    /** Compose knows these; before anything else a backslash is one. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            case "\"", "\\", "$" -> escape.group(1);
                            default -> escape.group();
                        }));
    }
}
