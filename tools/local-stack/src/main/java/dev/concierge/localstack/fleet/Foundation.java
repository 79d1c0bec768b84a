package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.Fingerprint;
import dev.concierge.localstack.infrastructure.PostgresServer;
import dev.concierge.localstack.infrastructure.RedisServer;
import dev.concierge.localstack.process.Launch;
import dev.concierge.localstack.process.Launch.Launched;
import dev.concierge.localstack.process.ProcessSpec;
import dev.concierge.localstack.process.Readiness;
import dev.concierge.localstack.process.Spawned;
import dev.concierge.localstack.process.StopRule;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the infrastructure is started. */
public final class Foundation {
    private Foundation() {}

    public static List<ProcessSpec> of(Settings settings) {
        return Stream.concat(
                        Arrays.stream(Infrastructure.values()).map(kind -> spec(kind, settings)),
                        BalancerProcess.spec(settings).stream())
                .toList();
    }

    private static ProcessSpec spec(Infrastructure kind, Settings settings) {
        int port = kind.port(settings);
        String name = kind.processName();
        return new ProcessSpec(
                name,
                port,
                new Fingerprint().add(name).add(port).add(asked(kind)).value(),
                launch(kind, port, settings.home()),
                new Readiness.Listening(port),
                kind == Infrastructure.POSTGRES ? StopRule.DATABASE : StopRule.INFRASTRUCTURE);
    }

    /** What sets it apart from the same of an older release, which an upgrade has to start anew. */
    private static String asked(Infrastructure kind) {
        return kind == Infrastructure.KAFKA ? "asks for its password" : "asks for passwords";
    }

    private static Launch launch(Infrastructure kind, int port, Home home) {
        Path folder = home.infrastructure(kind.processName());
        return switch (kind) {
            case POSTGRES ->
                () -> {
                    linkLog(folder.resolve("postgres.log"), home, "postgres");
                    PostgresServer postgres = PostgresServer.in(folder, port).withPasswords(Secrets.postgres(home));
                    postgres.start();
                    return found(postgres.pid());
                };
            case REDIS ->
                () -> {
                    linkLog(folder.resolve("redis.log"), home, "redis");
                    RedisServer redis = RedisServer.in(folder, port).withPassword(Secrets.cache(home));
                    redis.start();
                    return found(redis.pid());
                };
            case KAFKA -> () -> child(KafkaProcess.command(folder, port, home), home.log("kafka"));
            case MAIL -> () -> child(MailProcess.command(folder, port), home.log("mail"));
        };
    }

    private static Launched child(List<String> command, Path log) throws IOException {
        return Launched.child(Spawned.child(command, Map.of(), log));
    }

    private static Launched found(long pid) {
        return ProcessHandle.of(pid)
                .map(Launched::found)
                .orElseThrow(() -> new IllegalStateException("ended right after its start"));
    }

    /** These two write beside their data; all logs are to be found in one place. */
    private static void linkLog(Path written, Home home, String name) throws IOException {
        Files.createDirectories(home.logs());
        Path shown = home.log(name);
        if (!Files.exists(shown, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(shown, home.logs().relativize(written));
        }
    }
}
