package dev.concierge.datemaker.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.message.MaybeInaccessibleMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import tools.jackson.databind.JsonNode;

/** Telegram's Bot API as TelegramBots publishes it: which parameters, fields and types there are. */
final class PublishedBotApi {
    private static final Map<String, Class<?>> METHODS = Map.of(
            GetUpdates.PATH, GetUpdates.class,
            SendMessage.PATH, SendMessage.class,
            EditMessageText.PATH, EditMessageText.class,
            AnswerCallbackQuery.PATH, AnswerCallbackQuery.class);

    /** What may stand for an interface here. */
    private static final Map<Class<?>, Class<?>> CHOSEN =
            Map.of(ReplyKeyboard.class, InlineKeyboardMarkup.class, MaybeInaccessibleMessage.class, Message.class);

    private PublishedBotApi() {}

    static boolean has(String method) {
        return METHODS.containsKey(key(method));
    }

    /** What is wrong about a request; nothing if it is as published. */
    static List<String> faultsOfRequest(String method, JsonNode parameters) {
        List<String> faults = new ArrayList<>();
        Class<?> type = METHODS.get(key(method));
        if (type == null) {
            return List.of("no such method: " + method);
        }
        compare(method, type, parameters, faults);
        for (JsonNode row : parameters.at("/reply_markup/inline_keyboard")) {
            row.forEach(button -> check(button, faults));
        }
        return faults;
    }

    /** What is wrong about something that Telegram answers, such as an update. */
    static List<String> faultsOf(Class<?> type, JsonNode answer) {
        List<String> faults = new ArrayList<>();
        compare(type.getSimpleName(), type, answer, faults);
        return faults;
    }

    /** As a client reads it that others have written. */
    static List<org.telegram.telegrambots.meta.api.objects.Update> updates(String answer) throws TelegramApiException {
        return new GetUpdates().deserializeResponse(answer);
    }

    /** Methods are the same in capitals and in small letters. */
    private static String key(String method) {
        return method.toLowerCase(Locale.ROOT);
    }

    private static void check(JsonNode button, List<String> faults) {
        InlineKeyboardButton published = InlineKeyboardButton.builder()
                .text(button.path("text").asString(""))
                .callbackData(button.path("callback_data").asString(null))
                .url(button.path("url").asString(null))
                .build();
        try {
            published.validate();
        } catch (TelegramApiException refused) {
            faults.add(button + ": " + refused.getMessage());
        }
    }

    private static void compare(String at, Type type, JsonNode value, List<String> faults) {
        if (type instanceof ParameterizedType list && Collection.class.isAssignableFrom((Class<?>) list.getRawType())) {
            elements(at, list.getActualTypeArguments()[0], value, faults);
            return;
        }
        if (!(type instanceof Class<?> given)) {
            return; // the result of any method
        }
        Class<?> chosen = CHOSEN.getOrDefault(given, given);
        if (Collection.class.isAssignableFrom(chosen)) {
            elements(
                    at, ((ParameterizedType) chosen.getGenericSuperclass()).getActualTypeArguments()[0], value, faults);
        } else if (!isSimple(chosen, value)) {
            fields(at, chosen, value, faults);
        }
    }

    private static void elements(String at, Type element, JsonNode values, List<String> faults) {
        if (!values.isArray()) {
            faults.add(at + ": " + values + " (expected: a list)");
        }
        values.forEach(value -> compare(at, element, value, faults));
    }

    /** An id is a number or, of a chat, a text. */
    private static boolean isSimple(Class<?> type, JsonNode value) {
        return (type == String.class && (value.isString() || value.isIntegralNumber()))
                || ((type == Integer.class || type == Long.class) && value.isIntegralNumber())
                || (type == Boolean.class && value.isBoolean());
    }

    private static void fields(String at, Class<?> type, JsonNode value, List<String> faults) {
        if (!value.isObject()) {
            faults.add(at + ": " + value + " (expected: a " + type.getSimpleName() + ")");
        }
        value.forEachEntry((name, field) -> {
            Type published = field(type, name);
            if (published == null) {
                faults.add(at + "." + name + ": is not published");
            } else {
                compare(at + "." + name, published, field, faults);
            }
        });
    }

    private static @Nullable Type field(Class<?> type, String name) {
        for (Class<?> known = type; known != null; known = known.getSuperclass()) {
            for (Field field : known.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null && property.value().equals(name)) {
                    return field.getGenericType();
                }
            }
        }
        return null;
    }
}
