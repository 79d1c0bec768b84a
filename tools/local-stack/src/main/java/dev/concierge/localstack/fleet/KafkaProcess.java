package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.AotCache;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The broker as a process of its own, with an AOT cache: its start takes as much as two services. */
final class KafkaProcess {
    private KafkaProcess() {}

    static List<String> command(Path folder, int port, Home home) {
        List<String> command = new ArrayList<>(List.of(Java.command()));
        command.addAll(cache(home).use());
        command.addAll(jvm(KafkaServer.class));
        command.addAll(List.of(
                folder.toString(), String.valueOf(port), Secrets.kafkaFile(home).toString()));
        return command;
    }

    static AotCache cache(Home home) {
        return AotCache.of("kafka", List.of(Java.classPath(), KafkaServer.JVM_OPTIONS), home);
    }

    static void train(Home home) throws IOException, InterruptedException {
        cache(home).train(jvm(KafkaProcess.class), Map.of());
    }

    /** The training: a broker with no past that asks for a password, as the fleet's does, and ends once it is up. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("kafka-training");
        KafkaServer kafka = KafkaServer.in(folder, 0).withPassword("training");
        try {
            kafka.start();
        } finally {
            kafka.stop();
            Folder.delete(folder);
        }
    }

    private static List<String> jvm(Class<?> main) {
        List<String> jvm = new ArrayList<>(KafkaServer.JVM_OPTIONS);
        jvm.addAll(List.of("-cp", Java.classPath(), main.getName()));
        return jvm;
    }
}
