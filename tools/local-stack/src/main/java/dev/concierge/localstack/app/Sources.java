package dev.concierge.localstack.app;

import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether a service's jar is as new as what it is made from. The jar's own time is the release's (reproducible builds),
 * so the time of the last build is kept beside the data.
 */
public final class Sources {
    /** What services' jars share. */
    private static final List<String> SHARED = List.of(
            "pom.xml",
            "platform/web/pom.xml",
            "platform/web/src/main",
            "platform/web-reactive/pom.xml",
            "platform/web-reactive/src/main",
            "platform/messaging/pom.xml",
            "platform/messaging/src/main",
            "platform/outgoing/pom.xml",
            "platform/outgoing/src/main",
            "platform/documents/pom.xml",
            "platform/documents/src/main");

    /** What else a jar packs: the gateway the console. */
    private static final Map<String, List<String>> PACKED = Map.of(
            "gateway",
            List.of(
                    "contracts/http",
                    "dashboard/build.sh",
                    "dashboard/index.html",
                    "dashboard/package.json",
                    "dashboard/package-lock.json",
                    "dashboard/pom.xml",
                    "dashboard/public",
                    "dashboard/scripts",
                    "dashboard/src",
                    "dashboard/tsconfig.json",
                    "dashboard/vite.config.ts"));

    private static final FileTime NEVER = FileTime.fromMillis(0);

    private Sources() {}

    /** The services that have to be built. */
    public static List<String> stale(List<String> services, Home home) {
        FileTime shared = newest(SHARED.stream().map(home.root()::resolve));
        return services.stream()
                .filter(service -> isStale(service, shared, home))
                .toList();
    }

    private static boolean isStale(String service, FileTime shared, Home home) {
        Path folder = home.root().resolve(service);
        FileTime own = newest(Stream.concat(
                Stream.of(folder.resolve("pom.xml"), folder.resolve("src/main")),
                PACKED.getOrDefault(service, List.of()).stream().map(home.root()::resolve)));
        FileTime source = own.compareTo(shared) > 0 ? own : shared;
        return ServiceJar.of(service, home).isEmpty() || source.compareTo(lastBuild(service, home)) > 0;
    }

    /** By us, or by hand: then the plain jar that the build packed again tells. */
    private static FileTime lastBuild(String service, Home home) {
        FileTime ours = time(stamp(home, service));
        FileTime byHand = ServiceJar.of(service, home).map(ServiceJar::builtAt).orElse(NEVER);
        return ours.compareTo(byHand) > 0 ? ours : byHand;
    }

    /** The file system's own clock, which is the one that the sources' times come from. */
    static FileTime markNow(Home home) throws IOException {
        Path mark = stamp(home, "start");
        Files.createDirectories(mark.getParent());
        Files.deleteIfExists(mark);
        return Files.getLastModifiedTime(Files.createFile(mark));
    }

    static void stamp(Home home, String service, FileTime built) throws IOException {
        Path stamp = stamp(home, service);
        if (!Files.exists(stamp)) {
            Files.createFile(stamp);
        }
        Files.setLastModifiedTime(stamp, built);
    }

    private static Path stamp(Home home, String service) {
        return home.built().resolve(service);
    }

    private static FileTime newest(Stream<Path> roots) {
        return roots.filter(Files::exists)
                .flatMap(Sources::files)
                .map(Sources::time)
                .reduce(NEVER, Sources::later);
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime later(FileTime one, FileTime other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static FileTime time(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : NEVER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
