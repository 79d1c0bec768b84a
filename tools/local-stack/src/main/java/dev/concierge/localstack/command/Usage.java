package dev.concierge.localstack.command;

import dev.concierge.localstack.setting.CannotContinue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand behind a command, read from the line that help shows: [--switch], [--option VALUE], [operand], and
 * alternatives such as [--switch | --option VALUE].
 */
final class Usage {
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]+)\\]");
    private static final String OR = " \\| ";

    private final String line;
    private final Set<String> switches = new HashSet<>();
    private final Set<String> options = new HashSet<>();
    private int operands;

    Usage(String line) {
        this.line = line;
        Matcher brackets = BRACKETS.matcher(line);
        while (brackets.find()) {
            for (String part : brackets.group(1).split(OR)) {
                add(part);
            }
        }
    }

    private void add(String part) {
        if (!part.startsWith("-")) {
            operands++;
        } else if (part.contains(" ")) {
            options.add(part.substring(0, part.indexOf(' ')));
        } else {
            switches.add(part);
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
