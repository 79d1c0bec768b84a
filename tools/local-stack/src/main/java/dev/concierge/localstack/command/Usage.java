package dev.concierge.localstack.command;

import dev.concierge.localstack.CannotContinue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand behind a command, read from the line that help shows: [--switch], [--option VALUE], [operand]. */
final class Usage {
    private static final Pattern PART = Pattern.compile("\\[(--?[a-z]+)?( ?[^\\]]+)?\\]");

    private final String line;
    private final Set<String> switches = new HashSet<>();
    private final Set<String> options = new HashSet<>();
    private int operands;

    Usage(String line) {
        this.line = line;
        Matcher part = PART.matcher(line);
        while (part.find()) {
            if (part.group(1) == null) {
                operands++;
            } else if (part.group(2) == null) {
                switches.add(part.group(1));
            } else {
                options.add(part.group(1));
            }
        }
    }

    Arguments parse(List<String> words) {
        Set<String> given = new HashSet<>();
        Map<String, String> values = new HashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (switches.contains(word)) {
                given.add(word);
            } else if (options.contains(word) && i + 1 < words.size()) {
                values.put(word, words.get(++i));
            } else if (!word.startsWith("-") && rest.size() < operands) {
                rest.add(word);
            } else {
                throw wrong(word);
            }
        }
        return new Arguments(given, values, rest, this);
    }

    CannotContinue wrong(String what) {
        return new CannotContinue("does not fit: " + what, "usage: ./concierge " + line);
    }

    @Override
    public String toString() {
        return line;
    }
}
