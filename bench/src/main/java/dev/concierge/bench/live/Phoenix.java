package dev.concierge.bench.live;

import dev.concierge.bench.lab.Program;
import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node of Phoenix as a release of its own, built with mix. */
final class Phoenix {
    static final String PATH = "/socket/websocket?vsn=2.0.0";
    static final String HOW_TO_GET_IT =
            "on Debian: apt-get install --no-install-recommends elixir erlang-dev erlang-ssl rebar3";

    private static final String SOURCE = "bench/src/main/elixir/phoenix";
    private static final String DEPENDENCIES = "CONCIERGE_PHOENIX_DEPS";

    private Phoenix() {}

    static boolean isInstalled() {
        return Program.installed("mix").isPresent();
    }

    static void mustBeInstalled() {
        if (!isInstalled()) {
            throw new CannotContinue("bench live --part phoenix needs Elixir: no mix on the PATH", HOW_TO_GET_IT);
        }
    }

    static Peer start(Path root) throws IOException, InterruptedException {
        Path folder = root.resolve("bench/target/phoenix");
        // mix would judge the versions of dependencies by what it built of them before
        Folder.delete(folder);
        copy(root.resolve(SOURCE), folder);
        build(folder);
        String program =
                folder.resolve("_build/prod/rel/phoenix_peer/bin/phoenix_peer").toString();
        // a node that others can join would leave a daemon behind that tells where it listens
        Map<String, String> environment = Map.of("RELEASE_DISTRIBUTION", "none");
        return Peer.start(List.of(program, "start"), environment, folder.resolve("phoenix.log"));
    }

    private static void copy(Path source, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(source.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void build(Path folder) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of("MIX_ENV", "prod"));
        Program.installed("rebar3").ifPresent(rebar -> environment.put("MIX_REBAR3", rebar.toString()));
        try {
            mix(folder, environment, "local.hex", "--force", "--if-missing");
            if (!environment.containsKey("MIX_REBAR3")) {
                mix(folder, environment, "local.rebar", "--force", "--if-missing");
            }
            mix(folder, environment, "deps.get", "--only", "prod");
            mix(folder, environment, "release", "--overwrite");
        } catch (IOException failed) {
            throw new CannotContinue(
                    "Phoenix cannot be built: " + failed.getMessage(),
                    "let this machine reach hex.pm, or have Hex and name a folder with a checkout of each dependency in "
                            + DEPENDENCIES + " (see bench/README.md)",
                    failed);
        }
    }

    private static void mix(Path folder, Map<String, String> environment, String... task)
            throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of("mix"), Stream.of(task)).toArray(String[]::new);
        Program.run(folder, environment, folder.resolve("mix.log"), command);
    }
}
