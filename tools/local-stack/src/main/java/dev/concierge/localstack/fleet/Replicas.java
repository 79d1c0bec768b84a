package dev.concierge.localstack.fleet;

import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many copies of each service run: chosen once by {@code up --replicas} and kept beside the data. */
public final class Replicas {
    private static final Pattern CHOICE = Pattern.compile("([a-z-]+)=([1-9])");

    private final Map<String, Integer> counts;

    private Replicas(Map<String, Integer> counts) {
        this.counts = counts;
    }

    /** Those that run or are to run; one of each where nobody chose. */
    public static Replicas of(Home home) {
        try {
            return parse(Files.readString(file(home)).strip());
        } catch (NoSuchFileException _) {
            return new Replicas(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param choices such as {@code user-service=2,notification-hub=3}; what is not named keeps its number */
    public static void choose(String choices, Home home) {
        Map<String, Integer> counts = new TreeMap<>(of(home).counts);
        counts.putAll(parse(choices).counts);
        try {
            Files.createDirectories(home.data());
            Files.writeString(
                    file(home),
                    String.join(
                            ",",
                            counts.entrySet().stream().map(Object::toString).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stream<Instance> instances() {
        return Fleet.SERVICES.stream().flatMap(this::of);
    }

    public Stream<Instance> of(Service service) {
        return IntStream.rangeClosed(1, counts.getOrDefault(service.name(), 1))
                .mapToObj(number -> new Instance(service, number));
    }

    boolean isSeveral(Service service) {
        return counts.getOrDefault(service.name(), 1) > 1;
    }

    /** Where others find the service, whichever of its copies answers. */
    public String url(Service service, Settings settings) {
        return isSeveral(service) ? "http://localhost:" + service.sharedPort(settings) : service.url(settings);
    }

    private static Replicas parse(String choices) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String choice : choices.isEmpty() ? List.<String>of() : List.of(choices.split(",", -1))) {
            Matcher parts = CHOICE.matcher(choice.strip());
            Optional<Service> service = parts.matches()
                    ? Fleet.SERVICES.stream()
                            .filter(one -> one.name().equals(parts.group(1)))
                            .findFirst()
                    : Optional.empty();
            if (service.isEmpty()) {
                throw new CannotContinue(
                        "--replicas " + choice + " (expected: <service>=<1 to 9>)",
                        "name a service of the fleet, such as user-service=2");
            }
            counts.put(service.get().name(), Integer.parseInt(parts.group(2)));
        }
        return new Replicas(counts);
    }

    private static Path file(Home home) {
        return home.data().resolve("replicas");
    }
}
