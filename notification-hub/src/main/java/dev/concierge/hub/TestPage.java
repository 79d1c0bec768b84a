package dev.concierge.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The seed's test client at {@code /test}: one file, as the gateway forwards this address only. */
@Configuration(proxyBeanMethods = false)
class TestPage {
    private static final String POLICY =
            "default-src 'none'; script-src '%s'; style-src '%s'; connect-src 'self' ws: wss:; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> testPageRoute() throws IOException {
        String page = new ClassPathResource("page/test.html").getContentAsString(StandardCharsets.UTF_8);
        String policy = POLICY.formatted(hashOf("script", page), hashOf("style", page));
        return RouterFunctions.route(
                // HEAD is GET without the body, which the server leaves out
                RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path("/test")),
                _ -> ServerResponse.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .header("Content-Security-Policy", policy)
                        .bodyValue(page));
    }

    /** What the policy must name so that this element of the page, and nothing else, is let through. */
    private static String hashOf(String element, String page) {
        Matcher matcher = Pattern.compile("<" + element + "[^>]*>(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("page/test.html has no " + element);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
