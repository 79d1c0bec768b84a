package dev.concierge.platform.input;

import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads single values of bodies. */
final class Scalars {
    private Scalars() {}

    /** A type that is written as a text and as nothing else. */
    static final class Written<T> extends StdScalarDeserializer<T> {
        private final Function<String, T> reading;

        /** @param reading may throw {@link Refused} */
        Written(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            return orRefused(parser, parser.getString(), handledType(), () -> reading.apply(parser.getString()));
        }
    }

    /** A number that is written as one. */
    static final class Number<T> extends StdScalarDeserializer<T> {
        private final Function<JsonParser, T> reading;

        /** @param reading may throw {@link Refused} */
        Number(Class<T> type, Function<JsonParser, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isNumeric()) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            return orRefused(parser, parser.getString(), handledType(), () -> reading.apply(parser));
        }
    }

    /** The name of an entry. */
    static final class Name extends KeyDeserializer {
        @Override
        public Object deserializeKey(String name, DeserializationContext context) {
            return text(context.getParser(), name);
        }
    }

    static String text(JsonParser parser, String text) {
        return orRefused(parser, Texts.shown(text), String.class, () -> Texts.whole(text));
    }

    static double finite(JsonParser parser) {
        String written = parser.getString();
        return orRefused(parser, written, Double.class, () -> Numbers.finite(written));
    }

    private static <T> T orRefused(JsonParser parser, String value, Class<?> type, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refused refused) {
            throw new RefusedValue(parser, value, refused.expectation(), type);
        }
    }
}
