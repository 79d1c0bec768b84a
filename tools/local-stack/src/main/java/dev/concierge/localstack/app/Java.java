package dev.concierge.localstack.app;

import java.nio.file.Path;

/** The Java that runs this and everything that this starts. */
public final class Java {
    private Java() {}

    public static String command() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static String classPath() {
        return System.getProperty("java.class.path", "");
    }

    static String version() {
        return System.getProperty("java.vm.version") + " " + System.getProperty("os.arch");
    }
}
