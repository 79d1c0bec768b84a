package dev.concierge.platform.web;

import dev.concierge.platform.input.JsonSize;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.annotation.Annotation;
import org.springdoc.core.customizers.PropertyCustomizer;

/** Shows how many bytes of JSON a field may have: {@code x-max-bytes}, for which JSON Schema has no word. */
final class DocumentedSizes implements PropertyCustomizer {
    @Override
    public Schema<?> customize(Schema property, AnnotatedType type) {
        if (type.getCtxAnnotations() != null) {
            for (Annotation annotation : type.getCtxAnnotations()) {
                if (annotation instanceof JsonSize size) {
                    property.addExtension("x-max-bytes", size.max());
                }
            }
        }
        return property;
    }
}
