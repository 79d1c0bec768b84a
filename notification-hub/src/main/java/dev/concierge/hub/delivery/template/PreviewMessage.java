package dev.concierge.hub.delivery.template;

import dev.concierge.hub.delivery.template.TemplateFacts.TemplateNotFound;
import dev.concierge.platform.problem.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what a template says to a sample guest. */
public final class PreviewMessage {
    private static final Map<String, Object> SAMPLE_USER =
            Map.of("firstName", "Ada", "lastName", "Lovelace", "email", "ada@example.org", "phone", "+442079460000");

    private static final Map<String, Object> SAMPLE_PROFILE = Map.of(
            "about", Map.of("gender", "female", "spendingClass", "high", "realLifeStage", "single"),
            "topics", List.of("jazz", "tea"));

    private final Templates templates;
    private final RenderTemplate rendering;
    private final JsonMapper json;

    PreviewMessage(Templates templates, RenderTemplate rendering, JsonMapper json) {
        this.templates = templates;
        this.rendering = rendering;
        this.json = json;
    }

    /** @throws InvalidInput when it cannot be written out */
    public Wording preview(String templateId, Preview asked) {
        Template template =
                templates.find(templateId, asked.version()).orElseThrow(() -> new TemplateNotFound(templateId));
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> user = new LinkedHashMap<>(SAMPLE_USER);
        user.putAll(tree(asked.user()));
        values.put("user", user);
        values.put("profile", asked.profile() == null ? SAMPLE_PROFILE : tree(asked.profile()));
        values.put("data", tree(asked.data()));
        values.put("event", tree(asked.data() == null ? null : asked.data().path("event")));
        values.put("run", Map.of("journeyId", "sample"));
        values.put("links", Map.of("preferences", "https://example.org/preferences"));
        try {
            return rendering.render(template.body(), asked.locale(), values);
        } catch (RenderTemplate.TemplateBroken broken) {
            throw new InvalidInput("{templateId}", templateId, String.valueOf(broken.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // keys of JSON objects are text
    private Map<String, Object> tree(@Nullable JsonNode node) {
        return node == null || !node.isObject() ? Map.of() : json.convertValue(node, Map.class);
    }
}
