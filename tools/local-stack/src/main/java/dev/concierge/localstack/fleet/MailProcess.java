package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.infrastructure.MailSink;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The mail sink as a process of its own. */
final class MailProcess {
    private MailProcess() {}

    static List<String> command(Path folder, int port) {
        return List.of(
                Java.command(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Java.classPath(),
                MailProcess.class.getName(),
                folder.toString(),
                String.valueOf(port));
    }

    /** Serves until the process is told to end: folder, port. */
    public static void main(String[] args) throws InterruptedException {
        MailSink sink = MailSink.in(Path.of(args[0]), Integer.parseInt(args[1]), Clock.systemUTC());
        sink.start();
        Runtime.getRuntime().addShutdownHook(new Thread(sink::stop, "mail-stop"));
        System.out.println("The mail sink answers on port " + sink.port());
        new CountDownLatch(1).await();
    }
}
