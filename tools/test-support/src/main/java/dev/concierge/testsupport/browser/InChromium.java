package dev.concierge.testsupport.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests a page of the machine's Chromium, each in a profile of its own. Where there is no Chromium they are skipped
 * by name; under {@code CI} they fail, so that no build passes without them.
 */
public final class InChromium implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(InChromium.class);
    /** A camera and a microphone that everybody may use, and addresses that two browsers of one machine reach. */
    private static final List<String> DEVICES = List.of(
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--disable-features=WebRtcHideLocalIpsWithMdns");

    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 800;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (executable().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a Chromium");
        }
        String needed = "no Chromium on the PATH (expected: chromium, chromium-browser or google-chrome, such as"
                + " apt-get install chromium)";
        if (System.getenv("CI") != null) {
            throw new IllegalStateException(context.getDisplayName() + ": " + needed);
        }
        System.err.println("SKIPPED " + context.getDisplayName() + ": " + needed);
        return ConditionEvaluationResult.disabled(needed);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Page.class;
    }

    @Override
    public Page resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Chromium.class, _ -> Chromium.started(), Chromium.class);
        Profile profile = new Profile(chromium.browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)));
        context.getStore(NAMESPACE).put(profile, profile);
        return profile.context.newPage();
    }

    private static Optional<Path> executable() {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Lives as long as the tests of the module. */
    private record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
        static Chromium started() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable().orElseThrow())
                            .setArgs(DEVICES)
                            .setChromiumSandbox(false));
            return new Chromium(playwright, browser);
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    /** What the store closes after a test. */
    private record Profile(BrowserContext context) implements AutoCloseable {
        @Override
        public void close() {
            context.close();
        }
    }
}
