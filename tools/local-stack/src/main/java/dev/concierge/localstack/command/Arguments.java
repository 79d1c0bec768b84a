package dev.concierge.localstack.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the user wrote behind a command. */
record Arguments(Set<String> switches, Map<String, String> options, List<String> operands, Usage usage) {
    boolean has(String name) {
        return switches.contains(name);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    int number(String name, int otherwise) {
        return option(name).map(value -> positive(name, value)).orElse(otherwise);
    }

    Optional<String> operand() {
        return operands.stream().findFirst();
    }

    private int positive(String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // falls through to the same answer as a number below one
        }
        throw usage.wrong(name + " " + value + " (expected: a number above 0)");
    }
}
