package dev.concierge.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The peer: Spring Cloud Gateway with one route, actuator, Prometheus and tracing, from the libraries of our own jar. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BareGateway {
    private static final String LIBRARIES = "BOOT-INF/lib/";

    public static void main(String[] args) {
        SpringApplication.run(BareGateway.class, args);
    }

    /** What a JVM is given behind its flags. */
    static List<String> arguments(Path gatewayJar, Path root, Path folder, int port, int managementPort, URI upstream)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.add("-cp");
        words.add(root.resolve("bench/target/classes") + ":" + libraries(gatewayJar, folder) + "/*");
        words.add(BareGateway.class.getName());
        words.addAll(List.of(
                "--spring.main.banner-mode=off",
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--management.endpoints.web.exposure.include=health,prometheus",
                "--management.tracing.sampling.probability=0.1",
                "--spring.cloud.gateway.server.webflux.routes[0].id=all",
                "--spring.cloud.gateway.server.webflux.routes[0].uri=" + upstream,
                "--spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/**"));
        return words;
    }

    private static Path libraries(Path jar, Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve("bare"));
        try (JarFile all = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = all.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.startsWith(LIBRARIES) && name.endsWith(".jar") && !isOurs(name)) {
                    Files.copy(all.getInputStream(entry), target.resolve(name.substring(LIBRARIES.length())));
                }
            }
        }
        return target;
    }

    /** Our own modules, and what they bring in that asks for tokens, Redis or documents. */
    private static boolean isOurs(String library) {
        return library.contains("SNAPSHOT")
                || library.contains("security")
                || library.contains("springdoc")
                || library.contains("lettuce");
    }
}
