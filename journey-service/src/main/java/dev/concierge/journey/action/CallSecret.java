package dev.concierge.journey.action;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A secret that a journey names and its author never sees: the first line of its file. The lines behind it say where it may be
 * sent ({@code https://api.example.org}), or else whoever writes journeys has it sent to themselves.
 *
 * @param places none where it may go anywhere
 */
record CallSecret(String value, List<String> places) {
    static Optional<CallSecret> in(Path file) {
        try {
            List<String> lines = Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CallSecret(lines.getFirst(), lines.subList(1, lines.size())));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    boolean mayGoTo(String url) {
        String origin = origin(url);
        return places.isEmpty()
                || (!origin.isEmpty() && places.stream().anyMatch(place -> origin.equals(origin(place))));
    }

    /** Empty when it has none. */
    private static String origin(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return "";
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? 443 : 80;
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":"
                    + (uri.getPort() < 0 ? usual : uri.getPort());
        } catch (URISyntaxException malformed) {
            return "";
        }
    }
}
