package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stock {@code phoenix} client of npm, run by node: {@code src/test/js} of the hub. */
public final class PhoenixClient implements AutoCloseable {
    private static final Path SOURCE = RepositoryFolder.find().resolve("notification-hub/src/test/js");
    private static final Path FOLDER = Path.of("target/js");
    private static final int INSTALL_SECONDS = 120;
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Process node;

    private PhoenixClient(Process node) {
        this.node = node;
        Thread.ofVirtual().start(this::listen);
    }

    /** @param tokenAs {@code param} or {@code protocol} */
    public static PhoenixClient started(String hub, String token, String tokenAs, String topic) {
        return started("client.mjs", hub, token, tokenAs, topic);
    }

    /** @param script of {@code src/test/js} */
    public static PhoenixClient started(String script, String hub, String token, String tokenAs, String topic) {
        install();
        ProcessBuilder process = new ProcessBuilder("node", script)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment()
                .putAll(Map.of("HUB_URL", hub, "HUB_TOKEN", token, "HUB_TOKEN_AS", tokenAs, "HUB_TOPIC", topic));
        return new PhoenixClient(start(process));
    }

    /** The client as a classic script for a browser: it defines {@code Phoenix}. */
    public static String script() {
        install();
        try {
            return Files.readString(FOLDER.resolve("node_modules/phoenix/priv/static/phoenix.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips what it says until something has this field. */
    public JsonNode says(String field) throws InterruptedException {
        List<String> before = new ArrayList<>();
        while (true) {
            String line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line)
                    .as("%s within %s s, after %s", field, PATIENCE_SECONDS, before)
                    .isNotNull();
            JsonNode what = JsonMapper.shared().readTree(line);
            if (what.has(field)) {
                return what.get(field);
            }
            before.add(line);
        }
    }

    /** The next thing that it says. */
    public JsonNode says() throws InterruptedException {
        String line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(line).as("something within %s s", PATIENCE_SECONDS).isNotNull();
        return JsonMapper.shared().readTree(line);
    }

    @Override
    public void close() {
        node.destroyForcibly();
    }

    private void listen() {
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException gone) {
            // closed by the test
        }
    }

    /** Once per lock file: node_modules stays in target. */
    private static synchronized void install() {
        try {
            Path installed = FOLDER.resolve("installed-lock.json");
            Files.createDirectories(FOLDER);
            for (String file : List.of("client.mjs", "cases.mjs", "package.json", "package-lock.json")) {
                Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Path lock = SOURCE.resolve("package-lock.json");
            if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
                return;
            }
            Process npm = start(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("npm.log").toFile()));
            boolean done = npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS);
            assertThat(done && npm.exitValue() == 0)
                    .as("npm ci: %s", Files.readString(FOLDER.resolve("npm.log")))
                    .isTrue();
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(ProcessBuilder process) {
        try {
            return process.start();
        } catch (IOException e) {
            throw new AssertionError(
                    process.command().getFirst()
                            + " does not start: this test needs Node.js 20 or newer with npm on the PATH",
                    e);
        }
    }
}
