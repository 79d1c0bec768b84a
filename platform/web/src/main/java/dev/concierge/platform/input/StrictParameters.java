package dev.concierge.platform.input;

import java.beans.PropertyEditorSupport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Makes plain query parameters, path variables and headers as strict as the fields of bodies, on both stacks. */
@ControllerAdvice
public final class StrictParameters {
    StrictParameters() {}

    public static void addTo(FormatterRegistry registry) {
        registry.addConverter(String.class, String.class, Texts::whole);
        registry.addConverter(String.class, Instant.class, Times::instant);
        registry.addConverter(String.class, LocalDate.class, Times::date);
        registry.addConverter(String.class, Duration.class, Times::duration);
        registry.addConverter(String.class, ZoneId.class, Zones::named);
        registry.addConverter(String.class, UUID.class, Numbers::uuid);
        registry.addConverter(String.class, Integer.class, StrictParameters::integer);
        registry.addConverter(String.class, Long.class, StrictParameters::number);
        registry.addConverter(String.class, Boolean.class, StrictParameters::truth);
    }

    /** Where a converter refuses, Spring would ask the lenient editor that it has for some types. */
    @InitBinder
    void replaceEditors(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new Editor(Numbers::uuid));
        binder.registerCustomEditor(Integer.class, new Editor(StrictParameters::integer));
        binder.registerCustomEditor(int.class, new Editor(StrictParameters::integer));
        binder.registerCustomEditor(Long.class, new Editor(StrictParameters::number));
        binder.registerCustomEditor(long.class, new Editor(StrictParameters::number));
        binder.registerCustomEditor(Boolean.class, new Editor(StrictParameters::truth));
        binder.registerCustomEditor(boolean.class, new Editor(StrictParameters::truth));
    }

    private static Integer integer(String text) {
        return (int) Numbers.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Long number(String text) {
        return Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refused(text, "true or false");
        };
    }

    private static final class Editor extends PropertyEditorSupport {
        private final Function<String, Object> reading;

        Editor(Function<String, Object> reading) {
            this.reading = reading;
        }

        @Override
        public void setAsText(String text) {
            setValue(reading.apply(text));
        }
    }
}
