package dev.concierge.resource.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Swagger UI in one piece: the gateway routes exactly {@code /api} here, so the page can load nothing from beside it.
 * Put together for each request, because it is asked for rarely and is large.
 */
@RestController
class ApiPage {
    private static final String UI = "classpath*:/META-INF/resources/webjars/swagger-ui/*/";
    private static final String POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
            + " img-src data:; connect-src 'self'; frame-ancestors 'none'";

    @GetMapping("/api")
    ResponseEntity<byte[]> page() throws IOException {
        String page = text(new ClassPathResource("api-page.html"))
                .replace("/*style*/", asset("swagger-ui.css"))
                .replace("/*bundle*/", asset("swagger-ui-bundle.js").replace("</script", "<\\/script"));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String asset(String name) throws IOException {
        return text(new PathMatchingResourcePatternResolver().getResources(UI + name)[0]);
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(StandardCharsets.UTF_8);
    }
}
