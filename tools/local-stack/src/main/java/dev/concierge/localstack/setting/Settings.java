package dev.concierge.localstack.setting;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user set. An empty value counts as not set.
 *
 * @param values the environment first, then <code>.env</code>
 * @param dotEnv what only <code>.env</code> sets, for the processes to inherit like the environment
 */
public record Settings(Home home, Map<String, String> values, Map<String, String> dotEnv) {
    public static Settings load(Path root, Map<String, String> environment) {
        Map<String, String> dotEnv = new HashMap<>(DotEnv.read(root.resolve(".env")));
        dotEnv.keySet().removeAll(environment.keySet());
        Map<String, String> values = new HashMap<>(dotEnv);
        values.putAll(environment);
        String data = values.getOrDefault("CONCIERGE_HOME", "");
        Home home = data.isBlank() ? new Home(root) : new Home(root, root.resolve(data));
        return new Settings(home, Map.copyOf(values), Map.copyOf(dotEnv));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public OptionalInt number(String name) {
        return text(name).map(value -> OptionalInt.of(parse(name, value))).orElseGet(OptionalInt::empty);
    }

    private static int parse(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new CannotContinue(
                    name + ": " + value + " (expected: a whole number)", "correct it in .env or in your shell", e);
        }
    }
}
